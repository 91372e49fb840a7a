package vn.hoctap.server.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a token was issued, until when it counts, and in which session.
 *
 * @param sid the sign-in server's name for the session; null: the token belongs to none, like a program's
 */
record Said(@Nullable String sid, Instant issued, Instant ends) {}
