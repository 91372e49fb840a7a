package vn.hoctap.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.Concerned.Case;
import vn.hoctap.server.plugin.Rollout;
import vn.hoctap.server.plugin.TestJar;
import vn.hoctap.server.plugin.Upload;
import vn.hoctap.server.simulation.SimulationJob.Steps;

/** Award batches, and what happens while one runs. Each test has a plugin and readers of its own. */
class BatchTest {
    private static final SimulationFixture HERE = new SimulationFixture();

    @AfterAll
    static void close() {
        HERE.close();
    }

    private static void readers(String plugin, int... books) {
        for (int i = 0; i < books.length; i++) {
            HERE.reads(HERE.server.farmer("%s-%02d".formatted(plugin, i), "thon-3-quang-vinh"), books[i]);
        }
    }

    private static Upload jar(String plugin, int version, int books) {
        String audience = "subject.id >= \"%s-\" && subject.id < \"%s-~\"".formatted(plugin, plugin);
        String rules =
                SimulationFixture.set("v" + version, version, books, audience).replace("doc/sach", plugin + "/sach");
        TestJar jar = TestJar.plugin(plugin, version + ".0.0").with("criteria/sach.yaml", rules);
        return new Upload("thu.jar", jar.content(), null);
    }

    private static Rollout rollout() {
        return HERE.server.server().core().rollout();
    }

    private static void install(Upload upload) {
        HERE.done(() -> rollout().install(upload, SimulationFixture.ADMIN));
    }

    private static Map<String, String> live(String plugin) {
        return HERE.live().entrySet().stream()
                .filter(title -> title.getKey().contains(" " + plugin + " "))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static UUID newest() {
        return HERE.sql()
                .first("select job from award_batch order by created_at desc limit 1")
                .orElseThrow()
                .getUUID("job");
    }

    private static String state(UUID job) {
        return HERE.job(job).state().name();
    }

    /** As long as it is held, nobody can be judged whom it names: a batch stands still in the middle. */
    private static final class Holding implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch begun = new CountDownLatch(1);
        private final Thread thread;

        Holding(String person) {
            thread = Thread.ofPlatform()
                    .start(() -> HERE.server.server().core().database().inTransaction(sql -> {
                        sql.rows("select 1 from subject where id = $1 for update", person);
                        begun.countDown();
                        await().atMost(Duration.ofSeconds(60)).until(() -> end.getCount() == 0);
                        return person;
                    }));
            await().until(() -> begun.getCount() == 0);
        }

        @Override
        public void close() throws InterruptedException {
            end.countDown();
            thread.join();
        }
    }

    @Test
    void a_rollback_while_its_batch_runs_waits_for_it_and_gives_back_every_serial() throws Exception {
        readers("giua", 3, 3, 9);
        install(jar("giua", 1, 3));
        HERE.awaitBatch();
        Map<String, String> before = live("giua");
        assertThat(before).hasSize(3);
        UUID batch;
        UUID undoing;
        try (Holding holding = new Holding("giua-01")) {
            install(jar("giua", 2, 4));
            batch = newest();
            await().until(() -> state(batch).equals("RUNNING"));
            HERE.done(() -> rollout().rollBack("giua", SimulationFixture.ADMIN));
            undoing = newest();
            assertThat(undoing).isNotEqualTo(batch);
            await().during(Duration.ofMillis(600))
                    .until(() ->
                            state(batch).equals("RUNNING") && !state(undoing).equals("DONE"));
        }

        HERE.awaitEnd(batch);
        HERE.awaitEnd(undoing);
        assertThat(live("giua")).isEqualTo(before);
        HERE.agrees("rolled back in the middle");
    }

    @Test
    void another_version_while_a_batch_runs_overtakes_it() throws Exception {
        readers("vuot", 3, 5, 9);
        install(jar("vuot", 1, 3));
        HERE.awaitBatch();
        UUID second;
        UUID third;
        try (Holding holding = new Holding("vuot-01")) {
            install(jar("vuot", 2, 4));
            second = newest();
            await().until(() -> state(second).equals("RUNNING"));
            install(jar("vuot", 3, 6));
            third = newest();
        }

        HERE.awaitEnd(second);
        HERE.awaitEnd(third);
        assertThat(live("vuot").keySet()).singleElement().asString().startsWith("vuot-02");
        HERE.agrees("overtaken");
    }

    @Test
    void whoever_is_erased_while_a_batch_runs_does_not_stop_it() {
        readers("xoa", 3, 9);
        install(jar("xoa", 1, 3));
        UUID batch = HERE.awaitBatch();
        List<Case> cases = List.of(
                new Case(0, new Command.Refold("xoa-da-xoa", "xoa/sach", SimulationFixture.YEAR), List.of(), null),
                new Case(
                        key("xoa-01"),
                        new Command.Refold("xoa-01", "xoa/sach", SimulationFixture.YEAR),
                        List.of(),
                        null));
        HERE.sql()
                .update(
                        "update job set state = 'QUEUED', owner = null, ended_at = null, checkpoint = $2::text::jsonb"
                                + " where id = $1",
                        batch,
                        Json.text(new BatchProgress(new Steps(0, 0, 0), 0, 0, cases, List.of())));

        HERE.awaitEnd(batch);

        assertThat(live("xoa")).hasSize(2);
        HERE.agrees("somebody was erased");
    }

    @Test
    void the_titles_of_the_erased_are_judged_by_the_sets_that_judge() {
        readers("quen", 3, 9);
        install(jar("quen", 1, 3));
        HERE.awaitBatch();
        HERE.sql().update("update subject set erased_at = now() where id = 'quen-00'");

        install(jar("quen", 2, 4));
        HERE.awaitBatch();

        assertThat(live("quen").keySet()).singleElement().asString().startsWith("quen-01");
        HERE.agrees("somebody had been erased");
    }

    @Test
    void judging_anew_by_hand_for_one_unit_leaves_those_who_left_it_alone() {
        readers("don", 3, 3);
        String away = HERE.server.farmer("don-xa", "quang-vinh");
        HERE.reads(away, 3);
        HERE.server.api(HERE.server
                .request("admin", "/api/v1/subjects/" + away)
                .header("Content-Type", "application/merge-patch+json")
                .method(
                        "PATCH",
                        BodyPublishers.ofString(
                                "{\"residence\":\"tphcm\",\"from\":\"%d-01-03\"}".formatted(SimulationFixture.YEAR))));
        install(jar("don", 1, 3));
        HERE.awaitBatch();

        UUID batch = UUID.fromString(HERE.server
                .post(
                        "admin",
                        "/api/v1/reevaluations",
                        "{\"set\":\"don/sach\",\"cycle\":%d,\"orgUnit\":\"quang-vinh\",\"everybody\":true}"
                                .formatted(SimulationFixture.YEAR))
                .at("/id")
                .asText());

        HERE.awaitEnd(batch);
        assertThat(HERE.changes(batch).keySet()).noneMatch(key -> key.startsWith("don-xa"));
        long here = HERE.sql()
                .first("select count(distinct s.key) as people from subject s join stay t on t.subject = s.key"
                        + " where s.kind = 'citizen' and t.unit <> 'tphcm' and t.valid_to is null")
                .orElseThrow()
                .getLong("people");
        assertThat(HERE.job(batch).result().path("concerned").asLong()).isLessThanOrEqualTo(here);
    }

    private static long key(String id) {
        return HERE.sql()
                .first("select key from subject where id = $1", id)
                .orElseThrow()
                .getLong("key");
    }
}
