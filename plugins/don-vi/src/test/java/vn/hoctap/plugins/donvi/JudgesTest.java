package vn.hoctap.plugins.donvi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.testkit.PluginCriteria;

/** Of all that the collective plugins bring, which set judges which community and unit in which year. */
class JudgesTest {
    private static final Map<String, String> KINDS = Map.of(
            "nuoc", "country",
            "tinh", "province",
            "huyen", "district",
            "xa", "commune",
            "thon", "village",
            "tram-y-te", "organisation",
            "so", "organisation",
            "phong", "organisation");
    private static final Map<String, String> PARENTS = Map.of(
            "tinh",
            "nuoc",
            "huyen",
            "tinh",
            "xa",
            "huyen",
            "thon",
            "xa",
            "tram-y-te",
            "xa",
            "so",
            "tinh",
            "phong",
            "so");

    private static final CriteriaRegistry REGISTRY = new CriteriaRegistry(PluginCriteria.of(
                    Path.of("../gia-dinh"),
                    Path.of("../dong-ho"),
                    Path.of("../cong-dong-thon"),
                    Path.of("../cong-dong-xa"),
                    Path.of("."))
            .sets()
            .stream()
            .map(set -> new Installed(set, null))
            .toList());

    private static final SubjectHistory.Places PLACES = new SubjectHistory.Places() {
        @Override
        public List<String> chain(String unit, LocalDate date) {
            String above = PARENTS.get(unit);
            return above == null
                    ? List.of(unit)
                    : Stream.concat(Stream.of(unit), chain(above, date).stream())
                            .toList();
        }

        @Override
        public Optional<String> kind(String unit) {
            return Optional.ofNullable(KINDS.get(unit));
        }

        @Override
        public Map<String, Object> attributes(String unit) {
            return Map.of();
        }
    };

    @ParameterizedTest
    @CsvSource({
        "thon,      2026, cong-dong-hoc-tap/thon, 2022.1",
        "xa,        2026, cong-dong-hoc-tap/xa,   2023.1",
        "huyen,     2024, cong-dong-hoc-tap/tinh, 2023.1",
        "tinh,      2026, cong-dong-hoc-tap/tinh, 2023.1",
        "nuoc,      2026, none,                   none",
        "thon,      2021, none,                   none",
        "tram-y-te, 2026, don-vi-hoc-tap/cap-xa,  2022.1",
        "tram-y-te, 2021, none,                   none",
        "so,        2023, don-vi-hoc-tap/don-vi,  2020.1",
        "so,        2024, don-vi-hoc-tap/don-vi,  2023.1",
        "phong,     2026, don-vi-hoc-tap/don-vi,  2023.1",
        "la,        2026, don-vi-hoc-tap/don-vi,  2023.1",
    })
    void a_community_or_unit_has_one_judge_a_year(String orgUnit, int year, String set, String version) {
        boolean office = KINDS.getOrDefault(orgUnit, "organisation").equals("organisation");
        SubjectKind kind = office ? SubjectKind.UNIT : SubjectKind.COMMUNITY;
        String title = office ? "don-vi-hoc-tap" : "cong-dong-hoc-tap";
        SubjectHistory subject = new SubjectHistory("s", kind, null, orgUnit, List.of(), List.of(), PLACES);

        String judge = REGISTRY.judge(subject, title, year, Instant.parse(year + "-06-01T00:00:00Z"))
                .map(found -> found.set().id() + " " + found.set().version())
                .orElse("none none");

        assertThat(judge).isEqualTo(set + " " + version);
    }
}
