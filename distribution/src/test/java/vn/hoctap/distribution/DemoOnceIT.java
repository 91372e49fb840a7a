package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first thing that anybody does with Hoctap, and then does again. */
class DemoOnceIT {
    private static final int PEOPLE = 300;
    /** Those of the groups, and the agency's, which has few people. */
    private static final List<String> SETS = Stream.of(
                    "nong-dan",
                    "cong-nhan",
                    "cong-chuc",
                    "vien-chuc",
                    "doanh-nhan",
                    "can-bo-quan-ly",
                    "hoc-sinh-sinh-vien",
                    "bhxh-binh-thuan")
            .map("cong-dan-hoc-tap/"::concat)
            .toList();
    /** Few communes have the title, and among so few people no province. */
    private static final List<String> COLLECTIVES = List.of(
            "gia-dinh-hoc-tap/gia-dinh", "dong-ho-hoc-tap/dong-ho", "cong-dong-hoc-tap/thon", "don-vi-hoc-tap/cap-xa");

    private static final List<String> FEW =
            List.of("cong-dong-hoc-tap/xa", "cong-dong-hoc-tap/tinh", "don-vi-hoc-tap/don-vi");

    private static Path data;
    private static Ran first;
    private static JsonNode summary;

    @BeforeAll
    static void a_demo_on_a_fresh_folder() throws Exception {
        data = Scratch.fresh("demo");
        first = demo("--citizens", Integer.toString(PEOPLE)).exits(0);
        summary = Api.JSON.readTree(first.lastLine());
    }

    @Test
    void the_summary_counts_activities_and_titles_of_each_set() {
        assertThat(summary.path("activities").asInt()).isPositive();
        assertThat(summary.path("titles").asInt()).isPositive();
        assertThat(summary.path("seconds").asDouble()).isPositive();
        assertThat(summary.path("titlesBySet").fieldNames())
                .toIterable()
                .containsAll(SETS.subList(0, SETS.size() - 1))
                .containsAll(COLLECTIVES)
                .isSubsetOf(
                        Stream.of(SETS, COLLECTIVES, FEW).flatMap(List::stream).toList());
    }

    @Test
    void some_earn_the_title_some_miss_it_by_points_or_by_the_floor_and_some_have_no_data() {
        List<JsonNode> judged = progress();

        assertThat(judged).hasSize(PEOPLE);
        assertThat(judged).filteredOn(DemoOnceIT::met).hasSizeBetween(PEOPLE / 4, PEOPLE * 3 / 4);
        assertThat(SETS)
                .allSatisfy(set -> assertThat(judged)
                        .filteredOn(of -> of.path("set").asText().equals(set) && !met(of))
                        .isNotEmpty());
        assertThat(judged).anySatisfy(of -> assertThat(denying(of)).containsExactly("floor"));
        assertThat(judged).anySatisfy(of -> {
            assertThat(denying(of)).containsExactly("total");
            assertThat(of.path("total").asDouble()).isGreaterThanOrEqualTo(75);
        });
        assertThat(judged)
                .anySatisfy(of -> assertThat(of.path("outcome").asText()).isEqualTo("NO_DATA"));
        assertThat(judged)
                .filteredOn(DemoOnceIT::met)
                .hasSize(SETS.stream()
                        .mapToInt(set -> summary.path("titlesBySet").path(set).asInt())
                        .sum());
    }

    @Test
    void villages_and_units_say_by_which_share_they_have_the_title_or_not() {
        try (Hoctap demo = Hoctap.demo(data, "--citizens", Integer.toString(PEOPLE))) {
            Api admin = Api.of(demo, "admin");
            String year = year(admin);
            List<JsonNode> judged = Stream.of("thon-1-quang-vinh", "thon-mai-trung", "tyt-quang-vinh", "bv-ninh-binh")
                    .map(id -> admin.get("/api/v1/subjects/" + id + "/progress?cycle=" + year)
                            .is(200)
                            .at("/sets/0"))
                    .toList();

            assertThat(judged)
                    .extracting(of -> of.path("set").asText())
                    .containsExactly(
                            "cong-dong-hoc-tap/thon",
                            "cong-dong-hoc-tap/thon",
                            "don-vi-hoc-tap/cap-xa",
                            "don-vi-hoc-tap/don-vi");
            assertThat(judged).allSatisfy(of -> assertThat(of.toString()).contains("\"denominator\":"));
            assertThat(met(judged.getFirst())).isTrue();
            assertThat(met(judged.get(1))).isFalse();
        }
    }

    @Test
    void the_learner_whom_one_signs_in_as_is_some_points_short_and_one_under_the_floor() {
        assertThat(denying(progress().getFirst())).containsExactly("total", "floor");
    }

    /** Everybody's, in the year that the demo tells. */
    private static List<JsonNode> progress() {
        try (Hoctap demo = Hoctap.demo(data, "--citizens", Integer.toString(PEOPLE))) {
            Api admin = Api.of(demo, "admin");
            String year = year(admin);
            return IntStream.rangeClosed(1, PEOPLE)
                    .mapToObj("cit-%06d"::formatted)
                    .map(id -> admin.get("/api/v1/subjects/" + id + "/progress?cycle=" + year)
                            .is(200))
                    .map(answer -> answer.at("/sets/0"))
                    .toList();
        }
    }

    private static String year(Api admin) {
        return admin.get("/api/v1/activities?subject=cit-000001&limit=1")
                .is(200)
                .items()
                .getFirst()
                .path("endedAt")
                .asText()
                .substring(0, 4);
    }

    private static boolean met(JsonNode judged) {
        return judged.path("outcome").asText().equals("MET");
    }

    private static List<String> denying(JsonNode judged) {
        return Answer.list(judged.path("conditions")).stream()
                .filter(condition -> !condition.path("outcome").asText().equals("MET"))
                .map(condition -> condition.path("id").asText())
                .toList();
    }

    @Test
    void it_fails_nobody_and_leaves_nothing_running() {
        first.saysNoStackTrace();
        assertThat(RunningProcesses.on(data)).isEmpty();
    }

    @Test
    void a_second_start_uses_what_is_there_and_the_ledger_agrees() throws Exception {
        Ran second = demo().exits(0).saysNoStackTrace();
        JsonNode again = Api.JSON.readTree(second.lastLine());

        assertThat(again.path("activities")).isEqualTo(summary.path("activities"));
        assertThat(again.path("titles")).isEqualTo(summary.path("titles"));
        assertThat(again.path("titlesBySet")).isEqualTo(summary.path("titlesBySet"));
        assertThat(second.took()).isLessThan(first.took());

        Ran.hoctap("ledger", "check", "--data", data.toString()).exits(0).saysNoStackTrace();
    }

    private static Ran demo(String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("demo", "--once", "--port", Integer.toString(Hoctap.freePort()), "--data", data.toString()));
        words.addAll(List.of(more));
        return Ran.hoctap(words.toArray(String[]::new));
    }
}
