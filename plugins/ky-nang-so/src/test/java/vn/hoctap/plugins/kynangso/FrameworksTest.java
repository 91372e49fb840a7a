package vn.hoctap.plugins.kynangso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Area;
import vn.hoctap.api.SkillFramework.Component;
import vn.hoctap.api.SkillFramework.Crosswalk;
import vn.hoctap.api.SkillFramework.Level;
import vn.hoctap.api.SkillFramework.Status;

class FrameworksTest {
    static Stream<SkillFramework> all() {
        return Frameworks.ALL.stream();
    }

    static Stream<SkillFramework> compared() {
        return all().filter(framework -> framework.crosswalk() != null);
    }

    private static List<String> ids(SkillFramework framework) {
        return framework.components().stream().map(Component::id).toList();
    }

    @ParameterizedTest
    @CsvSource({"tt02-2025,6,24,8", "digcomp-2.2,5,21,8", "qd757,4,15,1"})
    void each_framework_has_its_areas_components_and_levels(String id, int areas, int components, int levels) {
        SkillFramework framework = Frameworks.framework(id).orElseThrow();

        assertThat(framework.areas()).hasSize(areas);
        assertThat(framework.components()).hasSize(components);
        assertThat(framework.levels().stream().map(Level::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, levels).boxed().toList());
    }

    @Test
    void levels_are_given_in_four_bands_of_two() {
        assertThat(Frameworks.OWN.levels().stream().map(level -> level.band().vi()))
                .containsExactly(
                        "Cơ bản",
                        "Cơ bản",
                        "Trung cấp",
                        "Trung cấp",
                        "Nâng cao",
                        "Nâng cao",
                        "Chuyên sâu",
                        "Chuyên sâu");
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_component_is_numbered_within_its_area(SkillFramework framework) {
        assertThat(ids(framework)).doesNotHaveDuplicates();
        for (Area area : framework.areas()) {
            assertThat(area.components().stream().map(Component::id))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, area.components().size())
                                    .mapToObj(number -> area.id() + "." + number)
                                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_of_ours_is_presented_as_law(SkillFramework framework) {
        assertThat(framework.status()).isNotEqualTo(Status.OFFICIAL);
        assertThat(framework.source()).containsAnyOf("của chúng tôi", "are ours");
    }

    @ParameterizedTest
    @MethodSource("compared")
    void every_component_says_what_its_counterparts_are_and_every_counterpart_exists(SkillFramework framework) {
        Crosswalk crosswalk = Objects.requireNonNull(framework.crosswalk());

        assertThat(crosswalk.framework()).isEqualTo(Frameworks.OWN.id());
        assertThat(crosswalk.status()).isEqualTo(Status.ILLUSTRATIVE);
        assertThat(crosswalk.components().keySet()).containsExactlyInAnyOrderElementsOf(ids(framework));
        assertThat(crosswalk.components().values().stream().flatMap(List::stream))
                .isSubsetOf(ids(Frameworks.OWN));
    }

    @ParameterizedTest
    @MethodSource("compared")
    void what_no_component_reaches_is_listed(SkillFramework framework) {
        Crosswalk crosswalk = Objects.requireNonNull(framework.crosswalk());
        Set<String> unreached = new HashSet<>(ids(Frameworks.OWN));
        crosswalk.components().values().forEach(unreached::removeAll);

        assertThat(crosswalk.without()).containsExactlyInAnyOrderElementsOf(unreached);
    }

    @ParameterizedTest
    @MethodSource("compared")
    void every_level_has_one_of_the_eight_and_none_goes_down(SkillFramework framework) {
        Crosswalk crosswalk = Objects.requireNonNull(framework.crosswalk());
        List<Integer> own = framework.levels().stream().map(Level::number).toList();

        assertThat(crosswalk.levels().keySet()).containsExactlyInAnyOrderElementsOf(own);
        assertThat(own.stream().map(crosswalk.levels()::get))
                .isSorted()
                .allSatisfy(level -> assertThat(level).isBetween(1, 8));
    }

    @Test
    void digcomp_knows_nothing_of_applied_ai() {
        Crosswalk crosswalk = Objects.requireNonNull(
                Frameworks.framework("digcomp-2.2").orElseThrow().crosswalk());

        assertThat(crosswalk.without()).containsExactly("6.1", "6.2", "6.3");
    }

    @Test
    void a_fault_of_a_file_names_its_line() {
        Yaml yaml = Yaml.read("x.yaml", new StringReader("id: x\nlevels:\n  - {level: one}\n"));

        assertThatThrownBy(
                        () -> yaml.at("levels").items().getFirst().at("level").number())
                .hasMessage("x.yaml line 3: a whole number is wanted");
        assertThatThrownBy(() -> yaml.at("name")).hasMessage("x.yaml line 1: “name” is missing");
    }
}
