package vn.hoctap.server.ledger;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.collective.Contributions;
import vn.hoctap.server.collective.Recounting;
import vn.hoctap.server.follow.Followers;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.subject.Membership;
import vn.hoctap.server.subject.Memberships;
import vn.hoctap.server.subject.NewSubject;
import vn.hoctap.server.subject.SubjectChange;

/** Families, clans and places whose members move them: a ledger with followers at work. */
final class World implements AutoCloseable {
    static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    private final LedgerFixture ledger;
    private final Timekeeper timekeeper;
    private volatile @Nullable Recounting recounting;
    private @Nullable Followers followers;

    World(MovableClock clock) {
        ledger = new LedgerFixture(clock, LedgerSets.ofMembers());
        timekeeper = new Timekeeper(ledger.database(), ledger.recorder(), ledger.leftovers(), clock, 1_000);
        start();
        ledger.units()
                .create(
                        List.of(
                                OrgUnit.of("province", OrgUnitKind.PROVINCE, "Tỉnh", null),
                                OrgUnit.of("commune", OrgUnitKind.COMMUNE, "Xã", "province"),
                                OrgUnit.of("village", OrgUnitKind.VILLAGE, "Thôn", "commune"),
                                OrgUnit.of("office", OrgUnitKind.ORGANISATION, "Cơ quan", "province")),
                        "test");
    }

    LedgerFixture ledger() {
        return ledger;
    }

    void start() {
        Followers following = Followers.start(
                ledger.database(),
                () -> {},
                () -> false,
                List.of(new Contributions(
                        ledger.histories(), () -> ledger.rules().criteria(), this::hint)));
        followers = following;
        recounting = Recounting.start(ledger.database(), ledger.recorder());
        ledger.recorder().afterCommit(following::hint);
    }

    private void hint() {
        Recounting running = recounting;
        if (running != null) {
            running.hint();
        }
    }

    void stop() {
        Stream.of(followers, recounting).filter(Objects::nonNull).forEach(World::close);
    }

    private static void close(@Nullable AutoCloseable running) {
        try {
            Objects.requireNonNull(running).close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    void enter(String id, SubjectKind kind, SubjectChange content) {
        ledger.subjects().create(List.of(new NewSubject(id, kind, content)), "test");
        ledger.record(LedgerFixture.again(id));
    }

    /** Farmers who live there. */
    void people(String unit, String... ids) {
        for (String id : ids) {
            enter(id, SubjectKind.CITIZEN, farmer().living(unit));
        }
    }

    static SubjectChange farmer() {
        return SubjectChange.from(LONG_AGO).born(LocalDate.of(1980, 5, 5)).with("group", "nong-dan");
    }

    void family(String id, @Nullable String unit, String... members) {
        SubjectChange content = SubjectChange.from(LONG_AGO);
        enter(id, SubjectKind.FAMILY, unit == null ? content : content.living(unit));
        for (String member : members) {
            belong(member, id, LONG_AGO, null);
        }
    }

    void clan(String id, String unit, String... families) {
        enter(id, SubjectKind.CLAN, SubjectChange.from(LONG_AGO).living(unit));
        for (String family : families) {
            belong(family, id, LONG_AGO, null);
        }
    }

    void belong(String member, String collective, LocalDate from, @Nullable LocalDate to) {
        new Memberships(ledger.database()).put(new Membership(member, collective, from, to), "test");
        ledger.record(LedgerFixture.again(member), LedgerFixture.again(collective));
    }

    void change(String id, SubjectChange change) {
        ledger.subjects().change(id, change, "test");
        ledger.record(LedgerFixture.again(id));
    }

    void learn(String... ids) {
        for (String id : ids) {
            ledger.record(LedgerFixture.course(id, "course-" + id, "20"));
        }
    }

    void unlearn(String id) {
        ledger.record(LedgerFixture.rejected(id, "course-" + id));
    }

    /** Time passes for all whom it changes, and everything that follows is done. */
    void passTime() {
        settle();
        for (int left = timekeeper.pass(); left > 0; left = timekeeper.pass()) {
            settle();
        }
        settle();
    }

    void settle() {
        await().ignoreExceptions()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .until(this::isSettled);
    }

    boolean isSettled() {
        return ledger.database().first("""
                        select not exists (select from outbox o, follower f where stirred is not null
                                and (o.xid, o.id) > (f.xid, f.id))
                            and not exists (select from uncounted)
                            and not exists (select from headcount where reached_unit is not null) as settled""").orElseThrow().getBoolean("settled");
    }

    /** What is live of that name; empty: nothing. */
    Set<String> holders(String title, int cycle) {
        return Set.copyOf(ledger
                .database()
                .rows(
                        "select s.id from title t join subject s on s.key = t.subject where t.title = $1 and cycle = $2"
                                + " and state in ('AWARDED', 'RECOGNISED')",
                        title,
                        cycle)
                .stream()
                .map(row -> row.getString("id"))
                .toList());
    }

    /** Why the title was lost. */
    String reason(String subject, String title) {
        return ledger.database()
                .first(
                        "select reason from title t join subject s on s.key = t.subject where s.id = $1 and t.title = $2"
                                + " and state = 'WITHDRAWN' order by changed_at desc limit 1",
                        subject,
                        title)
                .orElseThrow()
                .getString("reason");
    }

    /** How many a collective counts, and how many of them have what it asks for: {@code 1/2}. */
    String share(String subject, int cycle) {
        return ledger.database()
                .first(
                        "select holding[1] || '/' || members[1] as share from headcount h join subject s"
                                + " on s.key = h.collective where s.id = $1 and cycle = $2",
                        subject,
                        cycle)
                .map(row -> row.getString("share"))
                .orElse("none");
    }

    Map<String, String> outcomes(String subject) {
        return ledger
                .database()
                .rows(
                        "select title, outcome from progress p join subject s on s.key = p.subject where s.id = $1",
                        subject)
                .stream()
                .collect(Collectors.toMap(
                        row -> row.getString("title"), row -> row.getString("outcome"), (one, other) -> one));
    }

    @Override
    public void close() {
        stop();
        ledger.close();
    }
}
