/**
 * A <em>decision</em> says what a subject's progress earns under a criteria set, and why: the tree of criteria,
 * indicators and conditions, each MET, NOT_MET, NOT_APPLICABLE or NO_DATA, with what was measured and what was needed.
 * What is missing is the shortest way from there to the title.
 */
@NullMarked
package vn.hoctap.engine.decision;

import org.jspecify.annotations.NullMarked;
