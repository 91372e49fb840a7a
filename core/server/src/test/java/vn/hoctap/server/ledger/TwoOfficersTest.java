package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.database.Database;

class TwoOfficersTest {
    private static final String ACTIVITIES = "/api/v1/activities";

    private static TestServer server;
    private static ExecutorService officers;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        officers = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void stop() {
        officers.close();
        server.close();
    }

    private static String logged() {
        String id = UUID.randomUUID().toString();
        server.post("learner", ACTIVITIES, """
                {"id":"%s","subject":"%s","type":"reading","title":"Sách","endedAt":"2026-03-05T17:00:00+07:00"}""".formatted(id, TestServer.LEARNER));
        return id;
    }

    private static int decide(String id, String decision) {
        String path = ACTIVITIES + "/" + id + "/verification?subject=" + TestServer.LEARNER;
        return server.post("officer", path, "{\"decision\":\"%s\",\"reason\":\"ảnh mờ\"}".formatted(decision))
                .status();
    }

    /** Neither decides before both have begun to look. */
    private static List<Integer> decidedAtOnce(String id) {
        Database database = server.server().core().database();
        List<CompletableFuture<Integer>> both = new ArrayList<>();
        database.inTransaction(sql -> {
            sql.update("lock table fact_mark in access exclusive mode");
            for (String decision : List.of("verified", "rejected")) {
                both.add(CompletableFuture.supplyAsync(() -> decide(id, decision), officers));
            }
            await().until(() -> looking(database) == 2);
            return id;
        });
        return both.stream().map(CompletableFuture::join).sorted().toList();
    }

    private static long looking(Database database) {
        return database.first("""
                        select count(*) as waiting from pg_locks
                        where relation = 'fact_mark'::regclass and not granted""").orElseThrow().getLong("waiting");
    }

    @Test
    void of_two_who_decide_at_once_one_hears_that_somebody_has_decided() {
        List<List<Integer>> answers =
                IntStream.range(0, 5).mapToObj(i -> decidedAtOnce(logged())).toList();

        // The second may still have looked too late to be at once, on a machine that is very busy.
        assertThat(answers).contains(List.of(200, 409)).allMatch(both -> both.contains(200));
    }

    @Test
    void who_knows_of_a_decision_may_replace_it() {
        String id = logged();

        assertThat(List.of(decide(id, "rejected"), decide(id, "verified"), decide(id, "verified")))
                .containsExactly(200, 200, 200);
    }
}
