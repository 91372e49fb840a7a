/**
 * Who calls and what he may do. A <em>caller</em> is what a verified token says: a name, perhaps the person he is, and
 * <em>grants</em>: a role for one node of the organisational tree and all below it. {@code Scope} is the one place that
 * decides who may see or do what; every query goes through it.
 */
@NullMarked
package vn.hoctap.server.identity;

import org.jspecify.annotations.NullMarked;
