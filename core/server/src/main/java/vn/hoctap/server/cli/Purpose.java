package vn.hoctap.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Sql;

/**
 * Keeps the demo, where anybody may be an administrator without a password, away from data that are meant: once {@code serve}
 * has used a database, {@code demo} does not open it any more.
 */
final class Purpose {
    private static final Logger LOG = LoggerFactory.getLogger(Purpose.class);

    /** Beside the database, so that nothing has to be opened, or brought up to date, to see it. */
    private static final String MARK = "purpose";

    private static final String PRODUCTION = "production";
    private static final String DEMO = "demo";
    /** Where the embedded database is. */
    private static final String DATABASE = "postgres";

    private Purpose() {}

    /**
     * To be called before anything is opened: a new folder becomes the demo's. One with a database that does not say so may be
     * anybody's, and is left alone.
     *
     * @throws Refused when the folder is not the demo's
     */
    static void demo(Path data) {
        Optional<String> mark = mark(data);
        if (mark.filter(DEMO::equals).isPresent()) {
            return;
        }
        if (mark.isPresent()) {
            throw inUse(data);
        }
        if (Files.exists(data.resolve(DATABASE))) {
            throw Refused.environment(
                    "%s holds data and does not say whose, and the demo lets anybody in without a password; name another"
                                    .formatted(data)
                            + " folder with --data, or, if these are the sample data of a demo, write the word " + DEMO
                            + " into the file " + data.resolve(MARK) + ".");
        }
        write(data, DEMO);
    }

    /** Once a server has opened its folder. */
    static void production(Path data) {
        write(data, PRODUCTION);
    }

    private static void write(Path data, String purpose) {
        try {
            Files.createDirectories(data);
            Files.writeString(data.resolve(MARK), purpose + "\n");
        } catch (IOException failure) {
            throw Refused.environment("The data folder " + data + " cannot be written to: " + failure.getMessage());
        }
    }

    private static Optional<String> mark(Path data) {
        try {
            Path file = data.resolve(MARK);
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException failure) {
            throw Refused.environment("The file " + MARK + " in " + data + " cannot be read: " + failure.getMessage());
        }
    }

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
            throw inUse(place);
        }
    }

    private static Refused inUse(Object place) {
        return Refused.environment(
                "%s holds the data of a server in use, and the demo lets anybody in without a password; name another"
                                .formatted(place)
                        + " folder with --data.");
    }
}
