package vn.hoctap.server.account;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.AccountId;

/**
 * Codes by which somebody shows that an officer has seen who he is. Each is good for one person, once, for two weeks; a new
 * one ends the one before. Safe for use from any thread.
 */
final class LinkCodes {
    private static final Duration LIFE = Duration.ofDays(14);
    private static final Duration WINDOW = Duration.ofHours(1);
    /** In vain, by one account within an hour. */
    private static final int TRIES = 5;

    static final int TOO_MANY = 429;
    /** Seconds. */
    static final String RETRY_AFTER = Long.toString(WINDOW.toSeconds());

    private final Database database;
    private final Links links;
    private final Clock clock;

    LinkCodes(Database database, Links links, Clock clock) {
        this.database = database;
        this.links = links;
        this.clock = clock;
    }

    /** What is shown once. */
    public record Issued(String code, Instant expiresAt) {}

    /** @param by the officer's account */
    Issued issue(long key, String by) {
        LinkCode code = LinkCode.random();
        Instant ends = clock.instant().plus(LIFE);
        database.inTransaction(sql -> {
            sql.update("delete from link_code where subject = $1 or expires_at < $2", key, utc(clock.instant()));
            sql.update(
                    "insert into link_code (hash, subject, issued_by, expires_at) values ($1, $2, $3, $4)",
                    Buffer.buffer(code.hash()),
                    key,
                    by,
                    utc(ends));
            Audit.write(sql, Act.of(by, Deed.LINK_CODE_ISSUED).to(key));
            return key;
        });
        return new Issued(code.shown(), ends);
    }

    /**
     * The account becomes the person's for whom the code was issued.
     *
     * @param pseudonym the account's
     * @return whether the code was good
     * @throws Problem 429 after too many that were not
     */
    boolean redeem(AccountId account, String pseudonym, String typed) {
        demandPatience(database, pseudonym);
        Optional<Buffer> hash = LinkCode.typed(typed).map(code -> Buffer.buffer(code.hash()));
        boolean linked = database.inTransaction(sql -> {
            // One try of an account after another, or many at once would not be counted.
            Links.lock(sql, pseudonym);
            demandPatience(sql, pseudonym);
            boolean good =
                    hash.filter(known -> redeem(sql, account, pseudonym, known)).isPresent();
            if (!good) {
                refused(sql, pseudonym);
            }
            return good;
        });
        if (linked) {
            links.changed();
        }
        return linked;
    }

    /** Two who try the same code at once: the row goes to one of them. Nobody redeems a code that he issued himself. */
    private boolean redeem(Sql sql, AccountId account, String pseudonym, Buffer hash) {
        Links.demandUnknown(sql, account);
        Optional<Row> taken = sql.first(
                "delete from link_code where hash = $1 and expires_at > $2 and issued_by <> $3 returning subject, issued_by",
                hash,
                utc(clock.instant()),
                pseudonym);
        taken.ifPresent(row -> {
            Links.put(sql, account, row.getLong("subject"), Link.Way.CODE, row.getString("issued_by"));
            Audit.write(
                    sql,
                    Act.of(pseudonym, Deed.ACCOUNT_LINKED)
                            .to(row.getLong("subject"))
                            .on(pseudonym)
                            .noting("code of " + row.getString("issued_by")));
        });
        return taken.isPresent();
    }

    private void demandPatience(Sql sql, String pseudonym) {
        Row tries = sql.first(
                        "select count(*) as tries from link_try where account = $1 and at > $2",
                        pseudonym,
                        utc(clock.instant().minus(WINDOW)))
                .orElseThrow();
        if (tries.getLong("tries") >= TRIES) {
            throw new Problem(
                    TOO_MANY,
                    "Too many requests",
                    "Too many codes were tried; try again in an hour, or ask for a new one.",
                    List.of());
        }
    }

    private void refused(Sql sql, String pseudonym) {
        sql.update("delete from link_try where at < $1", utc(clock.instant().minus(WINDOW)));
        sql.update("insert into link_try (account, at) values ($1, $2)", pseudonym, utc(clock.instant()));
        Audit.write(sql, Act.of(pseudonym, Deed.LINK_CODE_REFUSED));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
