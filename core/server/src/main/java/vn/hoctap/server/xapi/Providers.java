package vn.hoctap.server.xapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;

/** The systems that may send statements, and their keys. Safe for use from any thread. */
public final class Providers {
    private static final String COLUMNS = "id, name, org_unit, key, secret_hash, created_at, revoked_at";

    private record Known(Provider provider, Buffer secretHash, Instant until) {}

    private final Database database;
    private final Clock clock;

    /** Only keys that exist get in, so that guessing does not fill it. */
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public Providers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is shown once. */
    public record Created(String id, String key, String secret) {}

    /** @param orgUnit null is the root */
    public Created create(String name, @Nullable String orgUnit, String by) {
        NewKey key = NewKey.random();
        String id = StatementId.next().toString();
        database.update(
                "insert into provider (id, name, org_unit, key, secret_hash, created_by) values ($1, $2, $3, $4, $5, $6)",
                id,
                name,
                orgUnit,
                key.key(),
                Buffer.buffer(key.secretHash()),
                by);
        return new Created(id, key.key(), key.secret());
    }

    /** A new secret for the same key. The old one is refused here at once, and on other nodes within ten seconds. */
    Created rotate(Provider provider, String by) {
        String secret = NewKey.random().secret();
        database.inTransaction(sql -> {
            Audit.write(sql, Act.of(by, Deed.PROVIDER_KEY_ROTATED).on(provider.id()));
            return sql.update(
                    "update provider set secret_hash = $2 where id = $1 and revoked_at is null",
                    provider.id(),
                    Buffer.buffer(NewKey.hash(secret)));
        });
        known.remove(provider.key());
        return new Created(provider.id(), provider.key(), secret);
    }

    /** Returns whether there was such a key. What it sent stays. */
    boolean revoke(String id, String by) {
        boolean revoked = database.inTransaction(sql -> {
            boolean was =
                    sql.update("update provider set revoked_at = now() where id = $1 and revoked_at is null", id) > 0;
            Audit.write(sql, was ? List.of(Act.of(by, Deed.PROVIDER_REVOKED).on(id)) : List.of());
            return was;
        });
        // Not before: who asks meanwhile would remember it again.
        known.values().removeIf(entry -> entry.provider().id().equals(id));
        return revoked;
    }

    Optional<Provider> find(String id) {
        return database.first("select " + COLUMNS + " from provider where id = $1", id)
                .map(Providers::provider);
    }

    /** Those that are not revoked, by id. */
    List<Provider> list() {
        return database.rows("select " + COLUMNS + " from provider where revoked_at is null order by id").stream()
                .map(Providers::provider)
                .toList();
    }

    /** The provider with this key and secret. */
    Optional<Provider> authenticate(String key, String secret) {
        Known entry = known.get(key);
        if (entry == null || entry.until().isBefore(clock.instant())) {
            entry = load(key).orElse(null);
        }
        return entry != null && MessageDigest.isEqual(entry.secretHash().getBytes(), NewKey.hash(secret))
                ? Optional.of(entry.provider())
                : Optional.empty();
    }

    private Optional<Known> load(String key) {
        Optional<Known> found = database.first(
                        "select " + COLUMNS + " from provider where key = $1 and revoked_at is null", key)
                .map(row -> new Known(
                        provider(row),
                        row.getBuffer("secret_hash"),
                        clock.instant().plus(XapiLimits.KEY_CACHE)));
        found.ifPresentOrElse(entry -> known.put(key, entry), () -> known.remove(key));
        return found;
    }

    private static Provider provider(Row row) {
        return new Provider(
                row.getString("id"),
                row.getString("name"),
                row.getString("org_unit"),
                row.getString("key"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("revoked_at") != null);
    }
}
