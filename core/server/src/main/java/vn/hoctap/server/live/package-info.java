/**
 * What has just happened, told at once to those who may see it: titles, changes of an officer's queue, and jobs, as
 * server-sent events. The truth is the outbox in the database, which every node reads by itself; a hint after a commit only
 * makes it look sooner. Whoever was away goes on where he was.
 */
@NullMarked
package vn.hoctap.server.live;

import org.jspecify.annotations.NullMarked;
