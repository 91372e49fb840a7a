/**
 * A <em>criteria set</em> says, as data, what earns a title: criteria made of indicators, each with the ways to earn
 * its points, and the conditions of the award. A published version never changes; a cycle (a calendar year) is judged
 * by the version in force at its reference date. A set may extend another and override parts of it; what is stored and
 * judged is always the resolved document.
 */
@NullMarked
package vn.hoctap.engine.criteria;

import org.jspecify.annotations.NullMarked;
