package vn.hoctap.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.cluster.TestNode.Answer;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.plugin.TestJar;

/** Two processes: what is done to plugins at one holds at the other, whichever of them records. */
class FollowedPluginsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SET = "/api/v1/criteria-sets/nam%2Fnong-dan";

    /** One reading is enough here, and two elsewhere. */
    private static byte[] local() {
        String rules = TestServer.criteria()
                .replace("id: thu/nong-dan", "id: nam/nong-dan\nawards: thu")
                .replace("atLeast: 2", "atLeast: 1");
        return TestJar.plugin("nam", "1.0.0").with("criteria/nam.yaml", rules).content();
    }

    @Test
    void a_plugin_is_followed_by_the_process_that_records_and_by_one_that_starts_later() throws Exception {
        int other = TestNode.freePort();
        int own = TestNode.freePort();
        List<String> members = List.of("127.0.0.1:" + other, "127.0.0.1:" + own);
        try (TestDatabase database = TestDatabase.open();
                NodeProcess process = NodeProcess.start(database.address(), other, members);
                TestNode here = TestNode.start(
                        database.address(),
                        Optional.of(new ClusterSettings("127.0.0.1", own, members, Optional.empty())));
                TestNode there = TestNode.at(process.port())) {
            here.enter();
            here.farmer("p0");
            here.post("admin", "/api/v1/activities", TestNode.reading("p0", "r0"));
            assertThat(Term.latest(database.database()).orElseThrow().node()).contains(":" + other + "/");

            Answer installed = here.install("admin", "?orgUnit=quang-vinh", local());

            assertThat(installed.status()).as("%s", installed.body()).isEqualTo(200);
            await().atMost(SOON).until(() -> there.get("admin", SET).status() == 200);
            await().atMost(SOON)
                    .until(() -> here.get("admin", "/api/v1/subjects/p0/titles")
                                    .body()
                                    .path("items")
                                    .size()
                            == 1);
            process.kill();
            try (NodeProcess late = NodeProcess.start(database.address(), other, members);
                    TestNode again = TestNode.at(late.port())) {
                assertThat(again.get("admin", SET).status()).isEqualTo(200);
                List<Object> differences = new ArrayList<>();
                here.server().core().ledgerCheck().run(1, differences::add, (done, all) -> {});
                assertThat(differences).isEmpty();
            }
        }
    }
}
