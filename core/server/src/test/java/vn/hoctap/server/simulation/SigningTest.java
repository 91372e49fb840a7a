package vn.hoctap.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.sample.HalfVisits;
import vn.hoctap.sample.Visits;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.plugin.Rollout;
import vn.hoctap.server.plugin.TestJar;
import vn.hoctap.server.plugin.Unsigned;
import vn.hoctap.server.plugin.Upload;
import vn.hoctap.server.plugin.trust.TestKey;

/** What takes titles from people is seen and signed first, whatever the way. Each test has a plugin and readers of its own. */
class SigningTest {
    private static final SimulationFixture HERE = new SimulationFixture();
    private static final Caller ADMIN = SimulationFixture.ADMIN;
    private static final Caller SECOND = SimulationFixture.SECOND;

    private @TempDir Path temp;

    @AfterAll
    static void close() {
        HERE.close();
    }

    /** @param books how many each of them reads; three earn the title */
    private static void readers(String plugin, int... books) {
        for (int i = 0; i < books.length; i++) {
            HERE.reads(HERE.server.farmer("%s-%02d".formatted(plugin, i), "thon-3-quang-vinh"), books[i]);
        }
    }

    private static int[] times(int people, int books) {
        return IntStream.generate(() -> books).limit(people).toArray();
    }

    private static String rules(String plugin, String version, int from, int books) {
        String audience = "subject.id >= \"%s-\" && subject.id < \"%s-~\"".formatted(plugin, plugin);
        return SimulationFixture.set(version, from, books, audience).replace("doc/sach", plugin + "/sach");
    }

    private static Upload jar(String plugin, String version, String rules) {
        return jar(TestJar.plugin(plugin, version).with("criteria/sach.yaml", rules), null);
    }

    private static Upload jar(TestJar jar, @Nullable String unit) {
        return new Upload("thu.jar", jar.content(), unit);
    }

    private static Rollout rollout() {
        return HERE.server.server().core().rollout();
    }

    private static Optional<UUID> install(Upload upload) {
        return HERE.asked(() -> rollout().install(upload, ADMIN));
    }

    /** Three books are asked for. */
    private static void begin(String plugin) {
        assertThat(install(jar(plugin, "1.0.0", rules(plugin, "mot", 1, 3)))).isEmpty();
        HERE.awaitBatch();
    }

    private static Map<String, String> live(String plugin) {
        return HERE.live().entrySet().stream()
                .filter(title -> title.getKey().contains(" " + plugin + " "))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void to_disable_a_plugin_asks_as_to_install_one_does_and_is_no_way_around_it() {
        readers("tat", 3, 3, 3, 9);
        begin("tat");
        Map<String, String> before = live("tat");
        assertThat(before).hasSize(4);

        UUID simulation = HERE.asked(() -> rollout().disable("tat", ADMIN)).orElseThrow();

        assertThat(live("tat")).isEqualTo(before);
        assertThat(HERE.job(simulation).result().path("lost").asInt()).isEqualTo(4);
        assertThat(HERE.missing(simulation)).isEqualTo(2);
        HERE.sign(simulation, ADMIN);
        assertThat(live("tat")).isEqualTo(before);
        HERE.sign(simulation, SECOND);
        UUID batch = HERE.awaitBatch();
        assertThat(live("tat")).isEmpty();
        assertThat(HERE.changes(batch)).isEqualTo(HERE.changes(simulation));
        HERE.agrees("it is disabled");

        HERE.done(() -> rollout().enable("tat", ADMIN));
        HERE.awaitBatch();
        assertThat(live("tat")).as("with the same serials").isEqualTo(before);
        HERE.agrees("it is enabled again");
    }

    @Test
    void a_rollback_asks_too_for_a_part_of_the_tree_as_well() {
        readers("lui", times(6, 2));
        Function<String, TestJar> version = number -> TestJar.plugin("lui", number + ".0.0")
                .with(
                        "criteria/sach.yaml",
                        rules("lui", "v" + number, Integer.parseInt(number), 4 - Integer.parseInt(number)));
        assertThat(install(jar(version.apply("1"), "ninh-binh"))).isEmpty();
        HERE.awaitBatch();
        assertThat(install(jar(version.apply("2"), "ninh-binh"))).isEmpty();
        HERE.awaitBatch();
        Map<String, String> before = live("lui");
        assertThat(before).hasSize(6);

        UUID simulation = HERE.asked(() -> rollout().rollBack("lui", ADMIN)).orElseThrow();
        assertThat(HERE.missing(simulation)).isEqualTo(2);
        assertThat(live("lui")).isEqualTo(before);
        HERE.sign(simulation, ADMIN);
        HERE.sign(simulation, SECOND);
        HERE.awaitBatch();

        assertThat(live("lui")).isEmpty();
        assertThat(HERE.server
                        .get("auditor", "/api/v1/plugins/lui/history")
                        .body()
                        .findValuesAsText("deed"))
                .startsWith("ROLLED_BACK");
        HERE.agrees("rolled back");
    }

    @Test
    void what_holds_for_a_unit_that_was_merged_asks_for_those_who_are_at_its_successor() {
        HERE.server.post("admin", "/api/v1/org-units", unit("xa-cu", "commune", "ninh-binh"));
        HERE.server.post("admin", "/api/v1/org-units", unit("thon-cu", "village", "xa-cu"));
        for (int i = 0; i < 3; i++) {
            HERE.reads(HERE.server.farmer("nhap-0" + i, "thon-cu"), 3);
        }
        assertThat(install(jar(
                        TestJar.plugin("nhap", "1.0.0").with("criteria/sach.yaml", rules("nhap", "mot", 1, 3)),
                        "xa-cu")))
                .isEmpty();
        HERE.awaitBatch();
        assertThat(live("nhap")).hasSize(3);
        Answer merged =
                HERE.server.post("admin", "/api/v1/org-units/reorganisations", """
                {"effective": "%d-01-01", "reason": "thử", "steps": [
                    {"kind": "merge", "units": ["xa-cu"], "into": {"id": "xa-moi", "name": "Xã Mới"}}]}""".formatted(SimulationFixture.YEAR));
        HERE.awaitEnd(UUID.fromString(merged.at("/id").asText()));
        assertThat(live("nhap")).hasSize(3);

        UUID simulation = HERE.asked(() -> rollout().disable("nhap", ADMIN)).orElseThrow();

        assertThat(HERE.job(simulation).result().path("lost").asInt()).isEqualTo(3);
        HERE.sign(simulation, ADMIN);
        HERE.sign(simulation, SECOND);
        HERE.awaitBatch();
        assertThat(live("nhap")).isEmpty();
    }

    private static String unit(String id, String kind, String parent) {
        return "{\"id\":\"%s\",\"kind\":\"%s\",\"name\":\"%s\",\"parent\":\"%s\"}".formatted(id, kind, id, parent);
    }

    @Test
    void a_signature_is_void_when_what_was_recorded_since_costs_more_their_titles_than_was_seen() {
        readers(
                "cu",
                IntStream.concat(IntStream.of(3), IntStream.generate(() -> 9).limit(29))
                        .toArray());
        begin("cu");
        Upload stricter = jar("cu", "2.0.0", rules("cu", "hai", 2, 4));
        UUID simulation = install(stricter).orElseThrow();
        assertThat(HERE.missing(simulation))
                .as("one of thirty is below the limit")
                .isEqualTo(1);
        for (int i = 30; i < 34; i++) {
            HERE.reads(HERE.server.farmer("cu-" + i, "thon-3-quang-vinh"), 3);
        }

        Unsigned anew = catchThrowableOfType(Unsigned.class, () -> HERE.sign(simulation, ADMIN));

        assertThat(anew.simulation()).isNotEqualTo(simulation);
        assertThat(HERE.awaitEnd(anew.simulation()).path("lost").asInt()).isEqualTo(5);
        assertThat(HERE.missing(anew.simulation())).isEqualTo(2);
        assertThat(live("cu")).hasSize(34);
    }

    @Test
    void a_signature_holds_when_nothing_of_weight_was_recorded_since_and_is_used_once() {
        readers(
                "mot",
                IntStream.concat(IntStream.of(3), IntStream.generate(() -> 9).limit(29))
                        .toArray());
        begin("mot");
        Upload stricter = jar("mot", "2.0.0", rules("mot", "hai", 2, 4));
        UUID first = install(stricter).orElseThrow();
        HERE.reads("mot-07", 1);
        HERE.sign(first, ADMIN);
        HERE.awaitBatch();
        assertThat(live("mot")).hasSize(29);

        HERE.done(() -> rollout().rollBack("mot", ADMIN));
        HERE.awaitBatch();
        assertThat(live("mot")).hasSize(30);
        UUID again = install(stricter).orElseThrow();

        assertThat(again).isNotEqualTo(first);
        assertThat(HERE.missing(again)).isEqualTo(1);
        assertThat(live("mot")).hasSize(30);
    }

    @Test
    void the_limit_is_a_setting() {
        Tally.Sums sums = new Tally.Sums(Map.of(Fate.LOST, 10L, Fate.RENEWED, 90L));
        assertThat(new Signatures(HERE.server.server().core().database(), 10).needed(sums, 0))
                .isEqualTo(1);
        assertThat(new Signatures(HERE.server.server().core().database(), 9).needed(sums, 0))
                .isEqualTo(2);
    }

    @Test
    void many_small_losses_one_after_another_ask_for_a_second_person() {
        readers(
                "dan",
                IntStream.concat(IntStream.of(3, 4), IntStream.generate(() -> 9).limit(28))
                        .toArray());
        begin("dan");
        UUID first = install(jar("dan", "2.0.0", rules("dan", "hai", 2, 4))).orElseThrow();
        assertThat(HERE.missing(first)).as("one of thirty").isEqualTo(1);
        HERE.sign(first, ADMIN);
        HERE.awaitBatch();

        UUID second = install(jar("dan", "3.0.0", rules("dan", "ba", 3, 5))).orElseThrow();

        assertThat(HERE.job(second).result().path("lost").asInt()).isEqualTo(1);
        assertThat(HERE.job(second).result().path("lostLately").asInt()).isEqualTo(1);
        assertThat(HERE.missing(second)).as("two of thirty within a month").isEqualTo(2);
        assertThat(TestBrowser.as("admin", HERE.server)
                        .get("/simulations/" + second)
                        .html())
                .contains("30 ngày qua cũng được tính: 1");
    }

    @Test
    void of_more_people_than_can_be_tried_it_is_counted_whether_they_could_matter() {
        readers("dem", times(30, 9));
        begin("dem");
        UUID simulation = HERE.asked(() -> rollout().disable("dem", ADMIN)).orElseThrow();
        Job job = HERE.job(simulation);
        Simulations simulations = HERE.server.server().exchanging().simulations();

        Standing.Now now = new Standing(simulations, simulations.rules(), SimulationOrder.of(job), 0)
                .since(simulation, job.createdAt());

        assertThat(now.seen().lost()).isEqualTo(30);
        assertThat(now.fresh().lost())
                .as("one more than 5 % of 30, no matter how many")
                .isEqualTo(32);
        assertThat(now.fresh().held()).isEqualTo(now.seen().held());
    }

    @Test
    void what_nobody_signs_is_let_go_with_its_jar_and_what_was_installed_stays() {
        readers("bo", 3, 3);
        begin("bo");
        UUID simulation = install(jar("bo", "2.0.0", rules("bo", "hai", 2, 4))).orElseThrow();
        assertThat(jars("bo")).isEqualTo(2);

        HERE.server.server().exchanging().simulations().kinds().getFirst().clear(HERE.job(simulation));

        assertThat(jars("bo")).isEqualTo(1);
        HERE.sign(simulation, ADMIN);
        assertThatThrownBy(() -> HERE.sign(simulation, SECOND))
                .isInstanceOfSatisfying(
                        Problem.class, gone -> assertThat(gone.status()).isEqualTo(404));
        assertThat(live("bo")).hasSize(2);
    }

    /** Installed ones, and those that wait. */
    private static int jars(String plugin) {
        return HERE.sql()
                .first(
                        "select count(*)::int from plugin_jar where digest in (select digest from plugin_version"
                                + " where plugin = $1 union select digest from plugin_staged where plugin = $1)",
                        plugin)
                .orElseThrow()
                .getInteger(0);
    }

    @Test
    void two_accounts_of_one_person_sign_as_one() {
        readers("doi", 3, 3);
        begin("doi");
        UUID simulation = HERE.asked(() -> rollout().disable("doi", ADMIN)).orElseThrow();
        List<Grant> grants = List.of(new Grant(Role.ADMIN, null));

        HERE.sign(simulation, new Caller("tai-khoan-1", Optional.of("doi-00"), grants));
        HERE.sign(simulation, new Caller("tai-khoan-2", Optional.of("doi-00"), grants));

        assertThat(HERE.missing(simulation)).isEqualTo(1);
        assertThat(live("doi")).hasSize(2);
        HERE.sign(simulation, new Caller("tai-khoan-3", Optional.of("doi-01"), grants));
        HERE.awaitBatch();
        assertThat(live("doi")).isEmpty();
    }

    @Test
    void to_take_back_a_batch_asks_as_well() {
        readers("hoan", 2, 2, 2);
        begin("hoan");
        assertThat(live("hoan")).isEmpty();
        assertThat(install(jar("hoan", "2.0.0", rules("hoan", "hai", 2, 2)))).isEmpty();
        UUID batch = HERE.awaitBatch();
        assertThat(live("hoan")).hasSize(3);

        Answer answer = HERE.server.post("admin", "/api/v1/reevaluations/" + batch + "/undo", "{\"reason\":\"nhầm\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.headers().get("location").getFirst()).startsWith("/api/v1/jobs/");
        assertThat(live("hoan")).hasSize(3);
    }

    /** Nothing of the sets has changed, not even their versions. */
    @Test
    void other_code_under_the_same_sets_is_simulated_signed_and_judges_anew() throws Exception {
        TestKey author = TestKey.of(temp, "tac-gia");
        HERE.server.server().core().publishers().add(author.publisher(), "tester");
        readers("ma", 3, 6, 9);
        assertThat(install(coded(author, "1.0.0", Visits.class))).isEmpty();
        HERE.awaitBatch();
        Map<String, String> before = live("ma");
        assertThat(before).hasSize(3);

        UUID simulation = install(coded(author, "1.1.0", HalfVisits.class)).orElseThrow();

        assertThat(HERE.job(simulation).result().path("lost").asInt()).isEqualTo(1);
        assertThat(live("ma")).isEqualTo(before);
        HERE.agrees("it is only tried");
        HERE.sign(simulation, ADMIN);
        HERE.sign(simulation, SECOND);
        UUID batch = HERE.awaitBatch();
        assertThat(HERE.changes(batch)).isEqualTo(HERE.changes(simulation));
        assertThat(live("ma")).hasSize(2);
        HERE.agrees("it counts by other code");

        HERE.undo(batch);
        HERE.awaitBatch();
        assertThat(live("ma")).isEqualTo(before);
        HERE.agrees("it counts as before");
    }

    private Upload coded(TestKey author, String version, Class<?> measure) throws IOException {
        TestJar jar = TestJar.plugin("ma", version)
                .code(measure)
                .with("criteria/sach.yaml", rules("ma", "mot", 1, 3).replace("measure: count", "measure: visits"));
        return new Upload("ma.jar", Files.readAllBytes(author.sign(jar.in(temp))), null);
    }

    @Test
    void what_does_not_run_any_more_after_the_last_signature_is_told_on_the_page() {
        readers("cho", 3, 9);
        assertThat(install(jar(TestJar.plugin("cho-nen", "1.0.0"), null))).isEmpty();
        begin("cho");
        TestJar leaning = TestJar.plugin("cho", "2.0.0")
                .manifest("Plugin-Dependencies", "cho-nen")
                .with("criteria/sach.yaml", rules("cho", "hai", 2, 4));
        UUID simulation = install(jar(leaning, null)).orElseThrow();
        rollout().disable("cho-nen", ADMIN);
        HERE.sign(simulation, SECOND);

        TestBrowser.Page page =
                TestBrowser.as("admin", HERE.server).submit("/simulations/" + simulation + "/signature");

        assertThat(page.status()).isEqualTo(409);
        assertThat(page.html()).contains("mọi thứ giữ nguyên như cũ").contains("cho-nen");
        assertThat(live("cho")).hasSize(2);
    }

    @Test
    void whoever_may_not_see_it_any_more_does_not_though_he_began_it() {
        readers("xem", 3);
        begin("xem");
        Simulations simulations = HERE.server.server().exchanging().simulations();
        Caller then = new Caller("nguoi-xem", Optional.empty(), List.of(new Grant(Role.CENTER, "ninh-binh")));
        Job job = simulations.start(
                Wish.ofDraft(rules("xem", "thu", 2, 4), SimulationFixture.YEAR, Optional.of("ninh-binh")), then);
        assertThat(simulations.demand(job.id(), then)).isNotNull();

        Caller now = new Caller("nguoi-xem", Optional.empty(), List.of(new Grant(Role.LEARNER, null)));

        assertThatThrownBy(() -> simulations.demand(job.id(), now)).isInstanceOf(Problem.class);
        assertThat(simulations.jobs().shows(HERE.job(job.id()), now)).isFalse();
        assertThat(simulations.jobs().shows(HERE.job(job.id()), then)).isTrue();
    }
}
