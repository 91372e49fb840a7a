package vn.hoctap.server.database;

import java.util.Locale;
import java.util.Properties;

/** Where a PostgreSQL server listens and whom it lets in. */
public record PostgresAddress(String host, int port, String database, String user, String password, Encryption tls) {

    /** How the connection is encrypted; named as in PostgreSQL's own {@code sslmode}. */
    public enum Encryption {
        DISABLE,
        /** Encrypted, whoever answers. */
        REQUIRE,
        /** Encrypted, and the server's certificate is trusted by this machine's JDK and names the host. */
        VERIFY_FULL
    }

    public PostgresAddress withDatabase(String other) {
        return new PostgresAddress(host, port, other, user, password, tls);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host.contains(":") ? "[" + host + "]" : host, port, database);
    }

    Properties jdbcProperties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", tls.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (tls == Encryption.VERIFY_FULL) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return properties;
    }

    /** Without the password: for messages and logs. */
    @Override
    public String toString() {
        return "%s:%d/%s as %s".formatted(host, port, database, user);
    }
}
