package vn.hoctap.server.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Sql;

/**
 * Keeps the demo, where anybody may be an administrator without a password, away from data that are meant: once {@code serve}
 * has used a database, {@code demo} does not open it any more.
 */
final class Purpose {
    private static final Logger LOG = LoggerFactory.getLogger(Purpose.class);

    private Purpose() {}

    static void production(Sql sql) {
        if (sql.first("select from setting where name = 'demo.day'").isPresent()) {
            LOG.warn("This database holds the sample people of the demo. Begin with a fresh one before real people"
                    + " come.");
        }
        sql.update("insert into setting (name, value) values ('purpose', 'production') on conflict do nothing");
    }

    /** @throws Refused when the data are those of a server in use */
    static void demo(Sql sql, Object place) {
        if (sql.first("select from setting where name = 'purpose' and value = 'production'")
                .isPresent()) {
            throw Refused.environment(
                    "%s holds the data of a server in use, and the demo lets anybody in without a password; name another"
                                    .formatted(place)
                            + " folder with --data.");
        }
    }
}
