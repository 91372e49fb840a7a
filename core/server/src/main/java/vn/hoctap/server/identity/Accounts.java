package vn.hoctap.server.identity;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.secrecy.Secrets;

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

    private static final String KIND = "account";

    private final Sql sql;
    private final Secrets secrets;
    private final UnaryOperator<String> bare;
    private final InstantSource clock;
    private final Map<AccountId, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Named> names = new ConcurrentHashMap<>();

    /**
     * @param secrets seal how people sign in, which is mostly their mail address
     * @param bare makes a text as people type it when they search
     */
    public Accounts(Sql sql, Secrets secrets, UnaryOperator<String> bare, InstantSource clock) {
        this.sql = sql;
        this.secrets = secrets;
        this.bare = bare;
        this.clock = clock;
    }

    /** Takes in beforehand whose pseudonym is to be a certain one, as it stands in data that somebody brings along. */
    public void introduce(AccountId id, String pseudonym) {
        sql.update("""
                insert into account (pseudonym, issuer, sub, sealed_name, name_words) values ($1, $2, $3, $4, $5)
                on conflict do nothing""", pseudonym, id.issuer(), id.sub(), sealed(id, pseudonym), words(pseudonym));
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
                        insert into account (pseudonym, issuer, sub, sealed_name, name_words, acts_for, subject)
                        values ($1, $2, $3, $4, $5, nullif($6, ''), (select key from subject where id = $7))
                        on conflict (issuer, sub) do update
                        set sealed_name = excluded.sealed_name, name_words = excluded.name_words,
                            acts_for = excluded.acts_for, subject = excluded.subject
                        returning pseudonym\
                        """,
                        random(),
                        id.issuer(),
                        id.sub(),
                        sealed(id, said.name()),
                        words(said.name()),
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
        Optional<String> name = sql.first(
                        "select issuer, sub, sealed_name from account where pseudonym = $1", pseudonym)
                .flatMap(this::opened);
        if (names.size() >= MOST) {
            names.clear();
        }
        names.put(pseudonym, new Named(name, now.plus(MOMENT)));
        return name;
    }

    /** Of those whose names have these words or their beginnings, with or without tone marks: so many pseudonyms. */
    public List<String> named(String text, int limit) {
        Long[] asked = secrets.index().asked(KIND, bare.apply(text));
        return asked.length == 0
                ? List.of()
                : sql
                        .rows("select pseudonym from account where name_words @> $1 limit $2", (Object) asked, limit)
                        .stream()
                        .map(row -> row.getString("pseudonym"))
                        .toList();
    }

    /** An account as it is handed out to the one whose it is. */
    public record Own(String issuer, String sub, @Nullable String name, Instant createdAt) {}

    /** @param subject the key of the person */
    public List<Own> of(long subject) {
        return sql.rows("""
                        select issuer, sub, sealed_name, created_at from account where subject = $1 and issuer is not null
                        order by created_at""", subject).stream()
                .map(row -> new Own(
                        row.getString("issuer"),
                        row.getString("sub"),
                        opened(row).orElse(null),
                        row.getOffsetDateTime("created_at").toInstant()))
                .toList();
    }

    private Buffer sealed(AccountId id, String name) {
        return Buffer.buffer(secrets.accounts().seal(name.getBytes(StandardCharsets.UTF_8), context(id)));
    }

    private Long[] words(String name) {
        return secrets.index().beginnings(KIND, bare.apply(name));
    }

    private Optional<String> opened(Row row) {
        Buffer sealed = row.getBuffer("sealed_name");
        return sealed == null
                ? Optional.empty()
                : Optional.of(new String(
                        secrets.accounts()
                                .open(
                                        sealed.getBytes(),
                                        context(new AccountId(row.getString("issuer"), row.getString("sub")))),
                        StandardCharsets.UTF_8));
    }

    private static String context(AccountId id) {
        return "account " + id.issuer() + " " + id.sub();
    }

    private static String random() {
        StringBuilder text = new StringBuilder("a-");
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
