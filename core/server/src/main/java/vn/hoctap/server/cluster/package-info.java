/**
 * A <em>cluster</em> is several nodes on one database. PostgreSQL decides which of them records: the <em>election</em> gives
 * one node a <em>term</em> with a number, the epoch. Hazelcast and Vert.x's event bus only carry messages between the
 * <em>peers</em>; one that is lost costs time and never truth.
 */
@NullMarked
package vn.hoctap.server.cluster;

import org.jspecify.annotations.NullMarked;
