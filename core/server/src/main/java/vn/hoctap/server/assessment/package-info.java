/**
 * Points that a person gives himself, or that an officer gives him, for one indicator of a criteria set and one cycle.
 * The latest of each kind counts.
 */
@NullMarked
package vn.hoctap.server.assessment;

import org.jspecify.annotations.NullMarked;
