package vn.hoctap.server.orgunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.hoctap.server.subject.RegisterFixture.since;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobState;
import vn.hoctap.server.job.Jobs;
import vn.hoctap.server.orgunit.Reorganisation.Merge;
import vn.hoctap.server.orgunit.Reorganisation.Rehang;
import vn.hoctap.server.orgunit.Reorganisation.Target;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.NewSubject;
import vn.hoctap.server.subject.RegisterFixture;
import vn.hoctap.server.subject.SubjectChange;

class ReorganisationJobTest {
    private static final Caller ADMIN = new Caller("admin", Optional.empty(), List.of(new Grant(Role.ADMIN, null)));
    /** More than two pages. */
    private static final int PEOPLE = 1_100;

    private final RegisterFixture register = new RegisterFixture();
    private final Set<String> judged = new ConcurrentSkipListSet<>();
    private final CountDownLatch killed = new CountDownLatch(2);
    private final CountDownLatch buried = new CountDownLatch(1);

    @AfterEach
    void close() {
        buried.countDown();
        register.close();
    }

    @Test
    void what_a_killed_server_left_half_done_another_one_brings_to_the_same_end() throws InterruptedException {
        register.subjects.create(
                IntStream.range(0, PEOPLE)
                        .mapToObj(i -> new NewSubject(
                                "cit-%05d".formatted(i),
                                SubjectKind.CITIZEN,
                                since("2025-01-01").living("xa_1")))
                        .toList(),
                RegisterFixture.BY);
        // The first one dies after its second page is committed and before it says so.
        Reorganisations dying = reorganisations(subjects -> {
            killed.countDown();
            if (killed.getCount() == 0) {
                buried.await();
            }
        });
        Jobs first = Jobs.start(register.test.database(), List.of(dying.kind()), true);
        dying.runBy(first);
        Job job = dying.carryOut(merger(), ADMIN);
        killed.await();
        assertThat(register.units.tree().find("xa_1").orElseThrow().successors())
                .containsExactly("xa-moi");

        Reorganisations living = reorganisations(judged::addAll);
        try (Jobs second = Jobs.start(register.test.database(), List.of(living.kind()), true)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> second.find(job.id()).orElseThrow().state() == JobState.DONE);
            assertThat(second.find(job.id())
                            .orElseThrow()
                            .result()
                            .path("moved")
                            .asLong())
                    .isEqualTo(PEOPLE);
        }
        assertThat(stays("unit = 'xa_1' and valid_to = date '2026-01-01'")).isEqualTo(PEOPLE);
        assertThat(stays("unit = 'xa-moi' and valid_from = date '2026-01-01' and valid_to is null"))
                .isEqualTo(PEOPLE);
        assertThat(stays("true")).isEqualTo(2 * PEOPLE);
        assertThat(judged)
                .contains("cit-00500", "cit-01099", "xa_1", "thon-a", "xa-moi")
                .doesNotContain("cit-00000");
        assertThat(register.test.database().rows("select from unjudged").size())
                .as("all were marked, and the fixture judges nobody")
                .isGreaterThanOrEqualTo(PEOPLE);
        buried.countDown();
        first.close();
    }

    @Test
    void one_planned_ahead_waits_for_its_day_and_whoever_moves_home_before_stays_there() {
        LocalDate day = LocalDate.now(Words.ZONE).plusDays(40);
        register.citizen("cit-1", since("2025-01-01").living("xa_1"));
        Reorganisations ahead = reorganisations(judged::addAll);
        try (Jobs jobs = Jobs.start(register.test.database(), List.of(ahead.kind()), true)) {
            ahead.runBy(jobs);
            Merge merge = new Merge(List.of("xa_1"), target("xa-moi"));
            UUID planned = ahead.carryOut(new Reorganisation(day, "thử", true, List.of(merge)), ADMIN)
                    .id();
            Rehang rehang = new Rehang(List.of("thon-b"), "xa-1");
            awaitEnd(
                    jobs,
                    ahead.carryOut(new Reorganisation(RegisterFixture.TODAY, "thử", true, List.of(rehang)), ADMIN)
                            .id());
            Job waiting = jobs.find(planned).orElseThrow();
            assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
            assertThat(waiting.startedAt()).isNull();
            ReorganisedView view = ReorganisePages.view(waiting, Words.ENGLISH);
            assertThat(view.told()).startsWith("Waits for");
            assertThat(view.share())
                    .as("nobody needs to look again all the time")
                    .isNull();

            register.subjects.change(
                    "cit-1", SubjectChange.from(day.minusDays(10)).living("xa-1"), RegisterFixture.BY);
            register.test
                    .database()
                    .update(
                            "update job set parameters = jsonb_set(parameters, '{notBefore}', '\"2026-01-01\"')"
                                    + " where id = $1",
                            planned);
            awaitEnd(jobs, planned);
        }
        assertThat(stays("unit = 'xa-1' and valid_to is null")).isEqualTo(1);
        assertThat(stays("unit = 'xa-moi'")).isZero();
    }

    @Test
    void one_waits_until_those_before_it_have_brought_their_people_along() {
        register.citizen("cit-1", since("2025-01-01").living("xa_1"));
        Reorganisations slow = reorganisations(subjects -> buried.await());
        try (Jobs jobs = Jobs.start(register.test.database(), List.of(slow.kind()), true)) {
            slow.runBy(jobs);
            slow.carryOut(merger(), ADMIN);
            Merge on = new Merge(List.of("xa-moi"), target("xa-nua"));
            LocalDate later = RegisterFixture.TODAY.withDayOfYear(32);
            UUID second = slow.carryOut(new Reorganisation(later, "thử", true, List.of(on)), ADMIN)
                    .id();
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> jobs.find(second)
                            .filter(job -> job.startedAt() != null && job.state() == JobState.QUEUED)
                            .isPresent());
            buried.countDown();
            awaitEnd(jobs, second);
        }
        assertThat(stays("unit = 'xa-moi' and valid_from = date '2026-01-01' and valid_to = date '2026-02-01'"))
                .isEqualTo(1);
        assertThat(stays("unit = 'xa-nua' and valid_from = date '2026-02-01' and valid_to is null"))
                .isEqualTo(1);
    }

    private static void awaitEnd(Jobs jobs, UUID job) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jobs.find(job).orElseThrow().state() == JobState.DONE);
    }

    private static Target target(String id) {
        return new Target(id, id, null, null, Map.of());
    }

    /** Judging that may take its time. */
    private interface Judging {
        void judge(Collection<String> subjects) throws InterruptedException;
    }

    private Reorganisations reorganisations(Judging judging) {
        Consequences consequences = new Consequences() {
            @Override
            public void judge(Collection<String> subjects, String by) {
                try {
                    judging.judge(subjects);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void identify(String subject, String by) {}
        };
        return new Reorganisations(new Reorganisations.Parts(
                register.test.database(), register.units, register.subjects, consequences, List::of));
    }

    private static Reorganisation merger() {
        Target target = new Target("xa-moi", "Xã Mới", null, null, Map.of());
        return new Reorganisation(
                RegisterFixture.TODAY.withDayOfYear(1),
                "thử",
                true,
                List.of(new Merge(List.of("xa_1", "xa-1"), target)));
    }

    private long stays(String condition) {
        return register.test
                .database()
                .first("select count(*) as number from stay where " + condition)
                .orElseThrow()
                .getLong("number");
    }
}
