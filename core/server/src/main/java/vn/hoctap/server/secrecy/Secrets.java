package vn.hoctap.server.secrecy;

import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import vn.hoctap.server.database.Sql;

/**
 * Makes data keys, wraps them with the master key, and holds the blind index, whose own key is wrapped in the database, so
 * that the master key can be changed without a new index. Safe for use from any thread.
 */
public final class Secrets {
    private static final String INDEX = "secrecy.index";

    private final MasterKey master;
    private final byte[] indexKey;
    private final BlindIndex index;
    private final DataKey strangers;
    private final DataKey accounts;

    private Secrets(MasterKey master, byte[] indexKey) {
        this.master = master;
        this.indexKey = indexKey;
        this.index = new BlindIndex(derived("index"));
        this.strangers = new DataKey(derived("strangers"));
        this.accounts = new DataKey(derived("accounts"));
    }

    /** @throws MasterKeyUnusable when there is no master key, or not the one that sealed what is there */
    public static Secrets open(Sql sql, KeyPlace place) {
        Optional<String> stored = stored(sql);
        MasterKey master = stored.isPresent()
                ? place.find()
                        .orElseThrow(() -> new MasterKeyUnusable(
                                "The personal data are sealed and the master key is missing: " + place.remedy() + "."))
                : place.findOrMake();
        if (stored.isEmpty()) {
            sql.update(
                    "insert into setting (name, value) values ($1, $2) on conflict do nothing",
                    INDEX,
                    text(Aes.seal(master.key(), Aes.random(Aes.KEY_BYTES), INDEX)));
        }
        byte[] wrapped = Base64.getDecoder().decode(stored(sql).orElseThrow());
        try {
            return new Secrets(master, Aes.open(master.key(), wrapped, INDEX));
        } catch (Unreadable otherKey) {
            throw new MasterKeyUnusable(
                    "The personal data are sealed with another master key: " + place.remedy() + ".", otherKey);
        }
    }

    private static Optional<String> stored(Sql sql) {
        return sql.first("select value from setting where name = $1", INDEX).map(row -> row.getString("value"));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private byte[] derived(String purpose) {
        return BlindIndex.hmac(indexKey, "derive", Aes.bytes(purpose));
    }

    public BlindIndex index() {
        return index;
    }

    /** Seals what is said of people whom nobody knows, and who therefore have no key of their own. */
    public DataKey strangers() {
        return strangers;
    }

    /** The same for all nodes. */
    public Envelope envelope(InstantSource clock) {
        return new Envelope(new DataKey(derived("envelope")), clock);
    }

    /** Seals how people sign in, who may be nobody in the register and then have no key of their own. */
    public DataKey accounts() {
        return accounts;
    }

    /** A data key that nobody has, wrapped for a subject. */
    byte[] fresh(long subject) {
        return Aes.seal(master.key(), Aes.random(Aes.KEY_BYTES), context(subject));
    }

    /** @throws Unreadable when it was wrapped for another subject */
    public DataKey unwrap(long subject, byte[] wrapped) {
        return new DataKey(Aes.open(master.key(), wrapped, context(subject)));
    }

    /** A data key for something that passes, such as a job, wrapped for it alone. */
    public byte[] freshFor(UUID passing) {
        return Aes.seal(master.key(), Aes.random(Aes.KEY_BYTES), context(passing));
    }

    /** @throws Unreadable when it was wrapped for something else */
    public DataKey unwrap(UUID passing, byte[] wrapped) {
        return new DataKey(Aes.open(master.key(), wrapped, context(passing)));
    }

    private static String context(UUID passing) {
        return "data key of " + passing;
    }

    private static String context(long subject) {
        return "data key of " + subject;
    }
}
