package vn.hoctap.server.identity;

import io.vertx.sqlclient.Row;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vn.hoctap.server.database.Sql;

/**
 * Gives everybody who signs in a pseudonym, which stands wherever something is recorded; who that is, only the table of
 * accounts knows. Safe for use from any thread.
 */
public final class Accounts {
    private static final int MOST = 10_000;
    private static final Duration MOMENT = Duration.ofMinutes(1);
    private static final int LENGTH = 16;
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a token says of an account, besides whose it is. */
    private record Said(String name, String actsFor, Optional<String> subject) {
        static Said by(Caller caller) {
            String roles = caller.grants().stream()
                    .filter(grant -> grant.role() != Role.LEARNER)
                    .map(grant -> grant.role().slug() + "@" + (grant.unit() == null ? "" : grant.unit()))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" "));
            return new Said(caller.name(), roles, caller.subject());
        }
    }

    private record Known(String pseudonym, Said said) {}

    private record Named(Optional<String> name, Instant until) {}

    private final Sql sql;
    private final InstantSource clock;
    private final Map<AccountId, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Named> names = new ConcurrentHashMap<>();

    public Accounts(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Takes in beforehand whose pseudonym is to be a certain one, as it stands in data that somebody brings along. */
    public void introduce(AccountId id, String pseudonym) {
        sql.update(
                "insert into account (pseudonym, issuer, sub, name) values ($1, $2, $3, $1) on conflict do nothing",
                pseudonym,
                id.issuer(),
                id.sub());
    }

    /** The same tokens, whose callers are called by their pseudonyms. */
    public TokenCheck known(TokenCheck tokens) {
        return token -> known(tokens.caller(token));
    }

    private Caller known(Caller caller) {
        return caller.account().map(id -> caller.called(pseudonym(id, caller))).orElse(caller);
    }

    private String pseudonym(AccountId id, Caller caller) {
        Said said = Said.by(caller);
        Known before = known.get(id);
        if (before != null && before.said().equals(said)) {
            return before.pseudonym();
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        String pseudonym = put(id, said);
        known.put(id, new Known(pseudonym, said));
        names.remove(pseudonym);
        return pseudonym;
    }

    private String put(AccountId id, Said said) {
        Row row = sql.first(
                        """
                        insert into account (pseudonym, issuer, sub, name, acts_for, subject)
                        values ($1, $2, $3, $4, nullif($5, ''), (select key from subject where id = $6))
                        on conflict (issuer, sub) do update
                        set name = excluded.name, acts_for = excluded.acts_for, subject = excluded.subject
                        returning pseudonym\
                        """,
                        random(),
                        id.issuer(),
                        id.sub(),
                        said.name(),
                        said.actsFor(),
                        said.subject().orElse(null))
                .orElseThrow();
        return row.getString("pseudonym");
    }

    /** How somebody signs in; empty: no account, or one whose owner was erased within the last minute or before. */
    public Optional<String> name(String pseudonym) {
        Instant now = clock.instant();
        Named before = names.get(pseudonym);
        if (before != null && now.isBefore(before.until())) {
            return before.name();
        }
        Optional<String> name = sql.first("select name from account where pseudonym = $1", pseudonym)
                .map(row -> row.getString("name"));
        if (names.size() >= MOST) {
            names.clear();
        }
        names.put(pseudonym, new Named(name, now.plus(MOMENT)));
        return name;
    }

    private static String random() {
        StringBuilder text = new StringBuilder("a-");
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
