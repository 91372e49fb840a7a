package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.subject.NewSubject;

/** Ten thousand changes fan out while the server's connections are torn again and again. */
class KilledFanoutTest {
    private static final int PEOPLE = 10_000;
    private static final int PAGE = 1_000;

    private final World world = new World(new MovableClock(Instant.parse("2026-07-01T03:00:00Z")));

    @AfterEach
    void close() {
        world.close();
    }

    private static String id(int number) {
        return "p" + number;
    }

    private void submit(List<? extends Command> commands) {
        Await.on(world.ledger().recorder().follow(new Submission(List.copyOf(commands), "test")));
    }

    private void people() {
        List<NewSubject> people = IntStream.range(0, PEOPLE)
                .mapToObj(n -> new NewSubject(
                        id(n), SubjectKind.CITIZEN, World.farmer().living(n % 3 == 0 ? "village" : "commune")))
                .toList();
        for (int from = 0; from < PEOPLE; from += PAGE) {
            List<NewSubject> page = people.subList(from, from + PAGE);
            world.ledger().subjects().create(page, "test");
            submit(page.stream().map(one -> new Rejudge(one.id())).toList());
        }
    }

    /** As a kill does it: everything that is not committed is gone, and whoever was at it has to begin anew. */
    private void tear() {
        world.ledger().database().first("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()""");
    }

    @Test
    void torn_at_any_moment_it_ends_as_a_full_recount() {
        people();
        List<Future<?>> learning = new ArrayList<>();
        for (int from = 0; from < PEOPLE; from += PAGE) {
            learning.add(world.ledger()
                    .recorder()
                    .follow(new Submission(
                            IntStream.range(from, from + PAGE)
                                    .filter(n -> n % 4 != 0)
                                    .<Command>mapToObj(n -> LedgerFixture.course(id(n), "c" + n, "20"))
                                    .toList(),
                            "test")));
        }
        learning.forEach(Await::on);
        for (int kill = 0; kill < 8; kill++) {
            int before = await().ignoreExceptions().until(() -> world.ledger().count("uncounted"), count -> true);
            await().ignoreExceptions()
                    .until(() -> world.isSettled() || world.ledger().count("uncounted") != before);
            tear();
            world.stop();
            await().ignoreExceptions().until(() -> {
                world.start();
                return true;
            });
        }
        world.settle();

        assertThat(world.share("province", 2026)).isEqualTo("7500/10000");
        assertThat(world.holders("province", 2026)).containsExactly("province");
        assertThat(world.ledger().check()).isEmpty();
    }

    @Test
    void an_event_writes_as_little_in_a_large_place_as_in_a_small_one() {
        people();
        world.enter(
                "lonely", SubjectKind.CITIZEN, World.farmer().living("village").working("office"));
        world.settle();
        assertThat(Arrays.asList(world.share("province", 2026), world.share("office", 2026)))
                .containsExactly("0/10001", "0/1");
        long before = world.ledger()
                .database()
                .first("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xid")
                .orElseThrow()
                .getLong("xid");

        world.learn("lonely");
        world.settle();

        for (String table : List.of("contribution", "headcount")) {
            long touched = world.ledger()
                    .database()
                    .first("select count(*) as rows from " + table + " where xmin::text::bigint >= $1", before)
                    .orElseThrow()
                    .getLong("rows");
            assertThat(touched).as(table).isEqualTo(2); // the province's and the office's
        }
        assertThat(world.share("province", 2026)).isEqualTo("1/10001");
        assertThat(world.share("office", 2026)).isEqualTo("1/1");
    }
}
