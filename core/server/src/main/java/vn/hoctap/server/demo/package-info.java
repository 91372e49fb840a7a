/**
 * The demo: a province with communes, villages and workplaces, its people, and a year of what they learned. All of it
 * is made up, the same on every machine, and goes the way that everybody's facts go; only the places named in the
 * published plans are real names.
 */
@NullMarked
package vn.hoctap.server.demo;

import org.jspecify.annotations.NullMarked;
