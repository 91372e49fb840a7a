/**
 * What depends on others follows them: whoever records or changes something about a subject stirs it in the outbox, in the
 * same transaction, and each <em>follower</em> takes what was stirred, in an order that does not change any more, and moves
 * its place in the outbox together with what it makes of it. A follower that was stopped goes on where it was.
 */
@NullMarked
package vn.hoctap.server.follow;

import org.jspecify.annotations.NullMarked;
