package vn.hoctap.server.identity;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gets when he signs in.
 *
 * @param access says who he is and what he may, for some minutes
 * @param refresh gets new ones; null: when these end, he signs in anew
 * @param identity shown when he signs out; null: nobody wants to see it
 * @param ends when the session is over, unless it is renewed before
 */
record Tokens(
        String access, @Nullable String refresh, @Nullable String identity, Instant ends) {

    byte[] bytes() {
        return new JsonObject()
                .put("access", access)
                .put("refresh", refresh)
                .put("identity", identity)
                .put("ends", ends)
                .toBuffer()
                .getBytes();
    }

    static Tokens of(byte[] bytes) {
        JsonObject json = new JsonObject(Buffer.buffer(bytes));
        return new Tokens(
                Objects.requireNonNull(json.getString("access")),
                json.getString("refresh"),
                json.getString("identity"),
                Objects.requireNonNull(json.getInstant("ends")));
    }

    /** Secrets are not printed. */
    @Override
    public String toString() {
        return "Tokens[until " + ends + "]";
    }
}
