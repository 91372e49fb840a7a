package vn.hoctap.server.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.hoctap.server.programme.Province.Trait.HOLDER;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.follow.Follower;

/** Figures follow what happens, up and down, and are always what counting everybody anew gives. */
class FiguresTest {
    private static Province province;

    @BeforeAll
    static void open() {
        province = new Province();
    }

    @AfterAll
    static void close() {
        province.close();
    }

    private static Database database() {
        return province.server.server().core().database();
    }

    /** The first target of people of the nearest programme: adults of learning collectives. */
    private static String adults(String unit) {
        JsonNode target = province.dashboard(unit).at("/programmes/0/targets/1");
        return target.path("numerator").asLong() + "/"
                + target.path("denominator").asLong();
    }

    private static List<String> everything() {
        return database()
                .rows("select unit, cycle, name, n from rollup join rollup_figure on id = figure where n <> 0"
                        + " order by unit, cycle, name")
                .stream()
                .map(Row::deepToString)
                .toList();
    }

    @Test
    void a_title_that_is_lost_is_taken_from_every_figure_up_the_tree() {
        province.unit("xa-1", "commune", "ninh-binh").unit("thon-1", "village", "xa-1");
        List<String> people = province.residents(4, "thon-1", "nong-dan");
        province.collective("family", "thon-1", people, true);
        String earned = province.earns(people.getFirst());
        province.settled();
        assertThat(List.of(adults("thon-1"), adults("xa-1"))).containsOnly("1/4");

        province.server.delete("admin", "/api/v1/activities/" + earned);
        province.settled();
        assertThat(List.of(adults("thon-1"), adults("xa-1"))).containsOnly("0/4");
        province.agrees();
    }

    @Test
    void members_are_counted_while_their_collective_holds_its_title() {
        province.unit("xa-2", "commune", "ninh-binh").unit("thon-2", "village", "xa-2");
        province.residents(3, "thon-2", "nong-dan", HOLDER);
        province.residents(2, "thon-2", "nong-dan");
        province.settled();
        assertThat(adults("xa-2")).isEqualTo("0/0");

        String earned = province.earns("thon-2");
        province.settled();
        assertThat(adults("xa-2")).isEqualTo("3/5");

        province.server.delete("admin", "/api/v1/activities/" + earned);
        province.settled();
        assertThat(adults("xa-2")).isEqualTo("0/0");
        province.agrees();
    }

    @Test
    void the_members_of_a_family_belong_to_its_learning_clan() {
        province.unit("xa-3", "commune", "ninh-binh").unit("thon-3", "village", "xa-3");
        List<String> people = province.residents(2, "thon-3", "nong-dan", HOLDER);
        String family = province.collective("family", "thon-3", people, false);
        String clan = province.collective("clan", "thon-3", List.of(family), false);
        province.settled();
        assertThat(adults("thon-3")).isEqualTo("0/0");
        province.earns(clan);
        province.settled();
        assertThat(adults("thon-3")).isEqualTo("2/2");
        province.agrees();
    }

    @Test
    void work_that_breaks_off_anywhere_comes_to_the_same_as_a_full_count() {
        province.unit("xa-4", "commune", "ninh-binh").unit("thon-4", "village", "xa-4");
        province.residents(11, "thon-4", "nong-dan", HOLDER);
        province.earns("thon-4");
        province.settled();
        List<String> before = everything();
        Rollup.Ground ground = province.server.server().core().figures();
        AtomicInteger calls = new AtomicInteger();
        Rollup breaking = new Rollup(
                new Rollup.Ground(
                        ground.database(),
                        ground.registry(),
                        (sql, keys) -> {
                            // After the page is taken, and now and then after what was counted is written.
                            if (calls.incrementAndGet() % 2 == 0) {
                                throw new IllegalStateException("killed");
                            }
                            return ground.histories().of(sql, keys);
                        },
                        ground.tree(),
                        InstantSource.system()),
                () -> false,
                3);
        database().update("update rollup_sweep set swept = 0");
        database().update("insert into rollup_pending select key, 0 from subject on conflict do nothing");
        int done = 1;
        while (done > 0) {
            try {
                done = breaking.work(RollupRows.SWEPT);
            } catch (IllegalStateException killed) {
                assertThat(killed).hasMessage("killed");
            }
        }
        province.settled();
        assertThat(everything()).isEqualTo(before);
        province.agrees();
    }

    @Test
    void while_the_recorder_is_busy_only_what_is_urgent_is_counted() {
        province.unit("xa-6", "commune", "ninh-binh");
        province.residents(2, "xa-6", "nong-dan");
        province.settled();
        Rollup.Ground ground = province.server.server().core().figures();
        Rollup other = new Rollup(ground, () -> true, 1_000);

        // Behind the lock under which all count, so that nobody else takes them.
        database().inTransaction(sql -> {
            sql.rows(Rollup.TURN);
            List<Long> two = RollupRows.keysAfter(sql, 0, 2);
            RollupRows.pend(sql, two.subList(0, 1), RollupRows.TURNED);
            RollupRows.pend(sql, two.subList(1, 2), RollupRows.STIRRED);
            assertThat(other.count(sql, RollupRows.TURNED)).isEqualTo(1);
            assertThat(other.count(sql, RollupRows.TURNED)).isZero();
            assertThat(other.count(sql, RollupRows.SWEPT)).isEqualTo(1);
            return sql;
        });
    }

    @Test
    void while_the_recorder_is_busy_few_of_those_for_whom_nobody_waits_are_counted_at_a_time() {
        Rollup.Ground ground = province.server.server().core().figures();
        Rollup other = new Rollup(ground, () -> true, 1_000);
        List<Long> nobodies = LongStream.range(2_000_001, 2_000_131).boxed().toList();

        database().inTransaction(sql -> {
            sql.rows(Rollup.TURN);
            while (other.count(sql, RollupRows.SWEPT) > 0) {
                // Others may have left something.
            }
            RollupRows.pend(sql, nobodies, RollupRows.TURNED);
            assertThat(other.count(sql, RollupRows.TURNED)).isEqualTo(130);
            RollupRows.pend(sql, nobodies, RollupRows.STIRRED);
            assertThat(other.count(sql, RollupRows.SWEPT)).isEqualTo(100);
            assertThat(other.count(sql, RollupRows.SWEPT)).isEqualTo(30);
            return sql;
        });
    }

    @Test
    void many_who_learn_at_once_are_counted_though_nobody_learns_after_them() {
        database()
                .update("insert into outbox (at, subjects, body, stirred) values (now(), '{}', '{}',"
                        + " array(select generate_series(1000001, 1000900)))");
        await().until(() -> !database()
                .first("select exists (select from follower f join outbox o on o.stirred is not null"
                        + " and (o.xid, o.id) > (f.xid, f.id)) or exists (select from rollup_pending) as waiting")
                .orElseThrow()
                .getBoolean("waiting"));
    }

    @Test
    void who_learned_is_noted_before_more_are_counted_however_long_that_waits_for_its_turn() {
        Rollup other = new Rollup(province.server.server().core().figures(), () -> false, 1_000);
        Follower learned = other.followers().getLast();
        learned.enough();
        Set<Long> nobodies = LongStream.range(2_000_201, 2_001_101).boxed().collect(Collectors.toSet());
        // Whoever counts has the turn.
        CompletableFuture<Sql> noted = database().inTransaction(counting -> {
            counting.rows(Rollup.TURN);
            CompletableFuture<Sql> waits =
                    CompletableFuture.supplyAsync(() -> database().inTransaction(sql -> {
                        learned.take(sql, nobodies, Set.of());
                        return sql;
                    }));
            await().until(other::isNoting);
            await().during(Duration.ofMillis(400)).until(other::isNoting);
            return waits;
        });
        noted.join();

        learned.taken();

        assertThat(other.isNoting()).isTrue();
        await().until(() -> !other.isNoting());
    }

    /** Remembers what is asked, and how many rows come. */
    private static final class Listening implements Sql {
        private final List<String> asked = new ArrayList<>();
        private int rows;

        @Override
        public Future<RowSet<Row>> send(String sql, Object... arguments) {
            asked.add(sql);
            return database().send(sql, arguments).onSuccess(found -> rows += found.size());
        }
    }

    @Test
    void a_dashboard_reads_as_much_of_five_people_as_of_sixty() {
        province.unit("xa-5", "commune", "ninh-binh").unit("thon-5", "village", "xa-5");
        province.residents(5, "thon-5", "nong-dan", HOLDER);
        province.earns("thon-5");
        province.settled();
        Listening few = read("xa-5");
        province.residents(55, "thon-5", "nong-dan", HOLDER);
        province.settled();
        Listening many = read("xa-5");
        assertThat(adults("xa-5")).isEqualTo("60/60");
        assertThat(many.rows).isEqualTo(few.rows);
        assertThat(many.asked)
                .allSatisfy(sql ->
                        assertThat(sql).doesNotContain("subject ", "progress", " title ", " fact ", "rollup_member"));
    }

    private static Listening read(String unit) {
        Rollup.Ground ground = province.server.server().core().figures();
        Listening listening = new Listening();
        new Dashboards(listening, Programmes.following(ground.registry()), ground.tree(), ground.clock())
                .of(unit, Province.YEAR);
        return listening;
    }
}
