/**
 * A <em>title</em> is what a subject earned in one cycle under one criteria set, with a random serial, the explanation of
 * the moment it was decided, and a state. At most one title of a subject, title and cycle is live. It is never deleted: a
 * higher level supersedes it, a ground that is gone or a person withdraws it, with the reason.
 */
@NullMarked
package vn.hoctap.server.title;

import org.jspecify.annotations.NullMarked;
