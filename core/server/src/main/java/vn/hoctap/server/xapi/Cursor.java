package vn.hoctap.server.xapi;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import vn.hoctap.server.http.Problem;

/** A statement's place in the list of all. */
record Cursor(Instant receivedAt, UUID id) {

    static Cursor parse(String text) {
        int space = text.indexOf(' ');
        try {
            return new Cursor(
                    Instant.parse(text.substring(0, Math.max(space, 0))), UUID.fromString(text.substring(space + 1)));
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw Problem.invalid("/query/after", "after must be the cursor from the Link header of the page before.");
        }
    }

    @Override
    public String toString() {
        return receivedAt + " " + id;
    }
}
