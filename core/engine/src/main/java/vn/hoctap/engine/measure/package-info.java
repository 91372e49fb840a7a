/**
 * A <em>measure</em> folds the entries that count for one way of earning points into one exact number: count, sum, max,
 * latest, distinct, months-active, assessed, status, share, members, and those that plugins bring. Each state is an
 * element of an Abelian group, so that order and batches never matter.
 */
@NullMarked
package vn.hoctap.engine.measure;

import org.jspecify.annotations.NullMarked;
