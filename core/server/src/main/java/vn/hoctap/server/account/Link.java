package vn.hoctap.server.account;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;

/**
 * That an account is a person's.
 *
 * @param account its pseudonym
 * @param linkedBy the account of the officer; or the program itself
 */
record Link(String account, Way way, Instant linkedAt, String linkedBy) {

    /** How it came about. */
    enum Way {
        /** The sign-in server names the person. */
        TOKEN,
        /** The sign-in server has verified a mail address that the register knows. */
        MAIL,
        CODE,
        OFFICER;

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Link read(Row row) {
        return new Link(
                row.getString("pseudonym"),
                Way.valueOf(row.getString("way").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("linked_at").toInstant(),
                row.getString("linked_by"));
    }
}
