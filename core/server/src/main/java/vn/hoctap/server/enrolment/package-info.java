/**
 * An <em>enrolment</em> is that somebody takes part in a course, at one of its sessions or without one. It moves from
 * enrolled over in progress to completed, not passed or cancelled, and every change is kept with who made it. What
 * completes is a fact in the ledger, recorded like any other; an enrolment is also completed when such a fact comes from
 * elsewhere. A course that was not passed leaves no fact: most criteria count hours without asking for a result, and
 * nobody should earn points with a course that he failed.
 */
@NullMarked
package vn.hoctap.server.enrolment;

import org.jspecify.annotations.NullMarked;
