package vn.hoctap.server.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.ledger.Command.Mark;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Receipt.Status;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.secrecy.KeyPlace;
import vn.hoctap.server.secrecy.MasterKey;
import vn.hoctap.server.secrecy.Secrets;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.TitleRecord;
import vn.hoctap.server.title.Titles;

/** A ledger with a few simple sets, people by the names of the tests, and words to record with. */
final class LedgerFixture implements AutoCloseable {
    /** The middle of the year in which the tests' facts happened. */
    static final Instant NOW = Instant.parse("2026-07-01T03:00:00Z");

    private final TestDatabase test = TestDatabase.open();
    private final Clock clock;
    private final Rules rules;
    private final OrgUnits units;
    private final Subjects subjects;
    private final Recorder recorder;

    LedgerFixture() {
        this(NOW);
    }

    LedgerFixture(Instant now) {
        this(Clock.fixed(now, ZoneOffset.UTC), LedgerSets.judging());
    }

    LedgerFixture(Clock clock, CriteriaRegistry sets) {
        this(clock, new Rules(sets, Measures.builtIn()));
    }

    LedgerFixture(Clock clock, Rules rules) {
        this.clock = clock;
        this.units = new OrgUnits(database(), clock);
        this.rules = rules;
        rules.criteria().installed().forEach(installed -> publish(installed.set()));
        Secrets secrets = Secrets.open(database(), new KeyPlace.Given(MasterKey.random()));
        this.subjects = new Subjects(database(), secrets, units::tree, Set::of, clock);
        this.recorder = Recorder.start(transactions());
    }

    Transactions transactions() {
        return new Transactions(database(), subjects::histories, () -> rules, clock);
    }

    Rules rules() {
        return rules;
    }

    Histories histories() {
        return subjects::histories;
    }

    Clock clock() {
        return clock;
    }

    /** Empty until a test fills it. */
    OrgUnits units() {
        return units;
    }

    Subjects subjects() {
        return subjects;
    }

    /** What a server's timekeeper takes up when the one who began it was killed. */
    Leftovers leftovers() {
        return Leftovers.of(database(), recorder, units::reload);
    }

    Database database() {
        return test.database();
    }

    Recorder recorder() {
        return recorder;
    }

    private void publish(CriteriaSet set) {
        database()
                .update(
                        "insert into criteria_set (id, version, plugin, plugin_version, effective, document,"
                                + " published_at, active) values ($1, $2, 'test', '1', $3, $4, $5, true)",
                        set.id(),
                        set.version(),
                        set.effective(),
                        set.document(),
                        Instant.EPOCH.atOffset(ZoneOffset.UTC));
    }

    /** A farmer. */
    void person(String... ids) {
        for (String id : ids) {
            long key = database()
                    .first(
                            "insert into subject (id, kind, name, name_search) values ($1, 'citizen', $1, $1)"
                                    + " returning key",
                            id)
                    .orElseThrow()
                    .getLong("key");
            database()
                    .update(
                            "insert into subject_attribute (subject, name, valid_from, value, recorded_by)"
                                    + " values ($1, 'group', '2020-01-01', '\"nong-dan\"', 'test')",
                            key);
        }
    }

    void regroup(String id, String group, LocalDate from) {
        database()
                .update(
                        "insert into subject_attribute (subject, name, valid_from, value, recorded_by)"
                                + " select key, 'group', $2, to_jsonb($3::text), 'test' from subject where id = $1",
                        id,
                        from,
                        group);
    }

    List<Receipt> record(Command... commands) {
        return Await.on(recorder.record(new Submission(List.of(commands), "tester")));
    }

    Receipt one(Command command) {
        return record(command).getFirst();
    }

    Status status(Command command) {
        return one(command).status();
    }

    List<TitleRecord> titles(String subject) {
        return new Titles(database(), clock).of(subject);
    }

    /** The states of all titles of that name, the newest first. */
    List<String> states(String subject, String title) {
        return titles(subject).stream()
                .filter(t -> t.title().equals(title))
                .map(t -> t.level() == null ? t.state() : t.state() + " " + t.level())
                .toList();
    }

    String total(String subject, String title) {
        return database()
                .first(
                        "select total from progress join subject on key = progress.subject"
                                + " where id = $1 and title = $2 and cycle = 2026",
                        subject,
                        title)
                .orElseThrow()
                .getString("total");
    }

    int count(String table) {
        return database()
                .first("select count(*)::int from " + table)
                .orElseThrow()
                .getInteger(0);
    }

    List<Difference> check() {
        List<Difference> differences = new ArrayList<>();
        new LedgerCheck(database(), histories(), rules.measures(), clock).run(1, differences::add, (done, all) -> {});
        return differences;
    }

    @Override
    public void close() {
        recorder.close();
        test.close();
    }

    /** A course of so many hours that a centre reported. */
    static RecordFact course(String subject, String id, String hours) {
        return fact(subject, id, "course", hours, Source.Kind.CENTER, "2026-03-02");
    }

    /** A course that the learner reported himself. */
    static RecordFact ownCourse(String subject, String id, String hours) {
        return fact(subject, id, "course", hours, Source.Kind.SELF, "2026-03-02");
    }

    static RecordFact fact(String subject, String id, String type, String hours, Source.Kind source, String day) {
        return fact(subject, id, type, hours, source, day, "Học " + hours);
    }

    static RecordFact fact(
            String subject, String id, String type, String hours, Source.Kind source, String day, String title) {
        Instant end = Instant.parse(day + "T05:00:00Z");
        Fact fact = new Fact(
                id,
                type,
                null,
                title,
                null,
                end,
                null,
                Rational.of(hours),
                null,
                List.of(new Fact.Skill("tt02-2025", "4.2", 3)),
                new Source(source, null),
                source.trusted());
        byte[] body = String.join("|", subject, id, type, hours, day, title).getBytes(StandardCharsets.UTF_8);
        return RecordFact.of(subject, false, fact, body);
    }

    static RecordAssessment appraisal(String subject, String id, String points) {
        byte[] body = String.join("|", subject, id, points).getBytes(StandardCharsets.UTF_8);
        return new RecordAssessment(
                subject,
                id,
                false,
                "learner/farmer",
                2026,
                "hours",
                Assessor.APPRAISER,
                Rational.of(points),
                ContentHash.of(body),
                body);
    }

    static Mark verified(String subject, String fact) {
        return new Mark(subject, fact, MarkKind.VERIFIED, null);
    }

    static Mark rejected(String subject, String fact) {
        return new Mark(subject, fact, MarkKind.REJECTED, "no proof");
    }

    static Mark withdrawn(String subject, String fact) {
        return new Mark(subject, fact, MarkKind.WITHDRAWN, "a mistake");
    }

    static Rejudge again(String subject) {
        return new Rejudge(subject);
    }

    static Stream<TitleRecord> titlesOf(List<Receipt> receipts) {
        return receipts.stream().flatMap(receipt -> receipt.titles().stream());
    }
}
