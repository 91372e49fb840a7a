package vn.hoctap.server.subject;

import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectHistory.Places;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.follow.Turned;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Ties;
import vn.hoctap.server.secrecy.Secrets;

/** All subjects. Safe for use from any thread. */
public final class Subjects {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** As with a token, which also may say what is not true any more. */
    private static final Duration UNHEARD = Duration.ofSeconds(30);

    private final Database database;
    private final Secrets secrets;
    private final Supplier<? extends UnitTree> tree;
    private final Supplier<Set<String>> dateAttributes;
    private final Clock clock;
    private final boolean alone;
    private final RememberedPlaces remembered;
    private final Turned turned = new Turned();

    /** One that shares its database with other processes. */
    public Subjects(
            Database database,
            Secrets secrets,
            Supplier<? extends UnitTree> tree,
            Supplier<Set<String>> dateAttributes,
            Clock clock) {
        this(database, secrets, tree, dateAttributes, clock, false);
    }

    /**
     * @param secrets seal who people are
     * @param dateAttributes the names of the attributes that some criteria set declares as dates
     * @param clock its zone says which day is today
     * @param alone whether nobody but this process changes subjects
     */
    public Subjects(
            Database database,
            Secrets secrets,
            Supplier<? extends UnitTree> tree,
            Supplier<Set<String>> dateAttributes,
            Clock clock,
            boolean alone) {
        this.database = database;
        this.secrets = secrets;
        this.tree = tree;
        this.dateAttributes = dateAttributes;
        this.clock = clock;
        this.alone = alone;
        Ticker ticker = Ticker.systemTicker();
        this.remembered = alone
                ? new RememberedPlaces(this::places, REMEMBERED, ticker)
                : new RememberedPlaces(this::places, REMEMBERED, UNHEARD, ticker);
    }

    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Reads names in other queries. */
    public Names names() {
        return new Names(secrets);
    }

    public Secrets secrets() {
        return secrets;
    }

    public UnitTree tree() {
        return tree.get();
    }

    /**
     * All or none. Their places must exist.
     *
     * @throws Problem 409 when an id is known already, or an identity belongs to another subject
     */
    public void create(Collection<NewSubject> subjects, String by) {
        database.inTransaction(sql -> {
            new SubjectWrites(sql, secrets, by).create(subjects);
            new Acts(sql, by).created(subjects);
            return subjects.size();
        });
    }

    /**
     * Its places must exist.
     *
     * @throws Problem 404 when there is no such subject, 409 when an identity belongs to another one
     */
    public void change(String id, SubjectChange change, String by) {
        try {
            database.inTransaction(sql -> {
                Long key = keys(sql, List.of(id)).get(id);
                if (key == null) {
                    throw Problem.notFound("There is no subject " + id + ".");
                }
                new SubjectWrites(sql, secrets, by).change(new Change(key, change));
                new Acts(sql, by).changed(key, id, change);
                return key;
            });
        } finally {
            // Also where nobody knows whether it was committed.
            remembered.forget(id);
        }
    }

    /** Where it belongs is looked up anew: it has changed in another way than {@link #change}. */
    public void forget(String id) {
        remembered.forget(id);
    }

    /** Forgets whom other processes have changed; to be called every few seconds, by one thread, where there may be others. */
    public void hear(Sql sql) {
        remembered.hear(() -> turned.next(sql));
    }

    public Optional<Subject> find(String id) {
        Map<String, Long> keys = keys(database, List.of(id));
        return Optional.ofNullable(keys.get(id))
                .flatMap(key -> load(List.of(key)).stream().findFirst());
    }

    /** Unknown ids are passed over. */
    public List<Subject> findAll(Collection<String> ids) {
        return load(List.copyOf(keys(database, ids).values()));
    }

    /** In the order of their ids. */
    public List<Subject> list(Reach reach, SubjectQuery query) {
        return load(new SubjectSearch(database, secrets.index(), tree(), today()).keys(reach, query));
    }

    /** What the judgement of one subject needs. */
    public Optional<SubjectHistory> history(long key) {
        return Optional.ofNullable(histories(database, List.of(key)).get(key));
    }

    /** A few queries at once, however many subjects; inside the transaction that {@code sql} belongs to. */
    public Map<Long, SubjectHistory> histories(Sql sql, Collection<Long> keys) {
        Set<String> dates = dateAttributes.get();
        Places places = dates.isEmpty() ? tree() : new TypedPlaces(tree(), dates);
        return new SubjectRows(sql, secrets, keys).histories(places, dates);
    }

    /** Unknown ids are absent. */
    public Map<String, Long> keys(Sql sql, Collection<String> ids) {
        return sql.rows("select id, key from subject where id = any($1)", (Object) ids.toArray(String[]::new)).stream()
                .collect(Collectors.toMap(row -> row.getString("id"), row -> row.getLong("key")));
    }

    /** Where subjects belong today; unknown ids are absent. */
    public Map<String, SubjectPlaces> places(Collection<String> ids) {
        UnitTree now = tree();
        return database.rows("""
                        select id, key, kind, org_unit, array(select unit from stay where subject = s.key
                            and valid_from <= $2 and (valid_to is null or valid_to > $2)) as units,
                            case when kind <> 'citizen' then (select value #>> '{}' from subject_attribute
                                where subject = s.key and name = 'representative' and valid_from <= $2
                                order by valid_from desc limit 1) end as speaker,
                            case when kind = 'family' then array(select p.id from membership m
                                join subject p on p.key = m.member where m.collective = s.key
                                and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2)) end as household
                        from subject s where id = any($1)""", ids.toArray(String[]::new), today()).stream()
                .map(row -> new SubjectPlaces(
                        row.getString("id"), row.getLong("key"), SubjectRows.kind(row), paths(row, now)))
                .collect(Collectors.toMap(SubjectPlaces::id, places -> places));
    }

    private static List<String> paths(Row row, UnitTree tree) {
        Stream<String> units = Stream.concat(
                Stream.ofNullable(row.getString("org_unit")), Arrays.stream(row.getArrayOfStrings("units")));
        Stream<String> people = Stream.concat(
                Stream.ofNullable(row.getString("speaker")).map(Ties::speaker),
                Stream.ofNullable(row.getArrayOfStrings("household"))
                        .flatMap(Arrays::stream)
                        .map(Ties::household));
        return Stream.concat(units.map(tree::path), people).toList();
    }

    /**
     * Where subjects belong today, in the order of the ids, mostly from memory: what another process has changed may be seen
     * some seconds later, half a minute at most. Empty when one of them is unknown, and on an event loop, which may not wait, when one has to be read.
     */
    public Optional<List<SubjectPlaces>> rememberedPlaces(List<String> ids) {
        return remembered.all(ids, tree(), today());
    }

    /** Like {@link #places}, from memory where no other process can have changed anything. */
    public Map<String, SubjectPlaces> knownPlaces(Collection<String> ids) {
        return Optional.of(List.copyOf(ids))
                .filter(asked -> alone)
                .flatMap(this::rememberedPlaces)
                .map(known -> known.stream().collect(Collectors.toMap(SubjectPlaces::id, places -> places)))
                .orElseGet(() -> places(ids));
    }

    /** The ids of the subjects by {@link Identity#key}; identities that nobody has are absent. */
    public Map<String, String> identified(Sql sql, Collection<String> identities) {
        return new IdentityRows(sql, secrets).subjects(identities);
    }

    /** The next ids, in their order, of those who ever lived or worked in these units, or are one of them. */
    public List<String> everIn(Collection<String> units, String after, int limit) {
        return database.rows("""
                        select id from subject where id > $2 and (org_unit = any($1)
                            or key in (select subject from stay where unit = any($1)))
                        order by id limit $3""", units.toArray(String[]::new), after, limit).stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    /** How many {@link #everIn} gives, in all pages. */
    public long countEverIn(Collection<String> units) {
        return database.first("""
                        select count(*) as number from subject where org_unit = any($1)
                            or key in (select subject from stay where unit = any($1))""", (Object) units.toArray(String[]::new))
                .map(row -> row.getLong("number"))
                .orElse(0L);
    }

    private List<Subject> load(List<Long> keys) {
        Map<Long, Subject> subjects = new SubjectRows(database, secrets, keys).subjects(tree());
        return keys.stream()
                .flatMap(key -> Stream.ofNullable(subjects.get(key)))
                .toList();
    }
}
