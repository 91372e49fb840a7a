/**
 * <em>Progress</em> is what a subject's facts add up to under one criteria set and cycle. It is an Abelian group: facts
 * are added in any order and any batches, parts are merged, and a withdrawn fact is subtracted, even before it was
 * added. The same code serves one event, a recomputation of everything, a simulation and an audit.
 */
@NullMarked
package vn.hoctap.engine.progress;

import org.jspecify.annotations.NullMarked;
