/**
 * A <em>programme</em> sets targets: which share of whom is to reach what by which year. A <em>figure</em> is what is
 * counted for that: so many people, or collectives, of a unit and everything below it, in a cycle. A <em>rollup</em> keeps
 * all figures of all units: each subject's own contribution is stored, and whenever something about him changes, only the
 * difference is applied. A <em>dashboard</em> shows the figures of one unit against the targets that hold there, without
 * looking at anybody.
 */
@NullMarked
package vn.hoctap.server.programme;

import org.jspecify.annotations.NullMarked;
