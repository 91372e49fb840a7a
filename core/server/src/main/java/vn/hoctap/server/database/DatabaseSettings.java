package vn.hoctap.server.database;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.PostgresAddress.Encryption;

/**
 * An external PostgreSQL server, version 15 or newer.
 *
 * @param url {@code postgresql://host:port/database}, with {@code ?sslmode=disable|require|verify-full}
 * @param passwordFile a file that holds the password alone
 */
public record DatabaseSettings(String url, String user, Path passwordFile) {
    private static final int POSTGRESQL_PORT = 5432;

    /** @throws DatabaseUnavailable when a setting makes no sense, naming it */
    public PostgresAddress address() {
        URI uri = uri();
        String database = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (uri.getHost() == null || database.isEmpty() || !"postgresql".equals(uri.getScheme())) {
            throw wrongUrl(null);
        }
        int port = uri.getPort() < 0 ? POSTGRESQL_PORT : uri.getPort();
        return new PostgresAddress(uri.getHost(), port, database, user, password(), encryption(uri));
    }

    private URI uri() {
        try {
            return URI.create(url.replaceFirst("^jdbc:", ""));
        } catch (IllegalArgumentException malformed) {
            throw wrongUrl(malformed);
        }
    }

    private String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException unreadable) {
            throw new DatabaseUnavailable(
                    "The setting database.passwordFile names %s, which cannot be read.".formatted(passwordFile),
                    unreadable);
        }
    }

    private Encryption encryption(URI uri) {
        if (uri.getQuery() == null) {
            return Encryption.DISABLE;
        }
        String mode = uri.getQuery().replaceFirst("^sslmode=", "");
        try {
            return Encryption.valueOf(mode.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw wrongUrl(unknown);
        }
    }

    private DatabaseUnavailable wrongUrl(@Nullable Exception cause) {
        return new DatabaseUnavailable(
                ("The setting database.url is \"%s\"; it must read postgresql://host:port/database,"
                                + " with ?sslmode=disable, require or verify-full where needed.")
                        .formatted(url),
                cause);
    }
}
