/**
 * What a change of criteria sets does to titles. A <em>simulation</em> judges a part of the people by sets that do not hold
 * yet and says who would gain or lose a title, and why; it changes nothing, and is signed before the sets are put to work. A
 * <em>re-evaluation</em> judges those whom a change concerns anew; what it does to titles is an <em>award batch</em>, which
 * can be undone as a whole.
 */
@NullMarked
package vn.hoctap.server.simulation;

import org.jspecify.annotations.NullMarked;
