package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vn.hoctap.engine.criteria.CriteriaFiles.file;
import static vn.hoctap.engine.criteria.CriteriaFiles.only;
import static vn.hoctap.engine.criteria.CriteriaFiles.read;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.measure.Measures;

class InheritanceTest {
    /** The frame of the citizens' sets, complete enough to be extended by short files. */
    private static final CriteriaSource FRAME = file("khung.yaml");

    private static CriteriaSource extending(String base, String body) {
        return new CriteriaSource("mine.yaml", """
                id: quang-vinh/nong-dan
                extends: %s
                version: "1"
                status: illustrative
                source: Ours
                effective: {from: 2024-01-01}
                """.formatted(base) + body);
    }

    /** What makes the abstract frame a set that judges. */
    private static final String CONCRETE = """
            criteria:
              - id: tu-hoc
                indicators:
                  - {id: ke-hoach, from: [{measure: assessed, by: self}]}
            """;

    private static CriteriaSet judging(String body) {
        ReadResult result = read(FRAME, extending("cong-dan-hoc-tap/khung", body));
        assertThat(result.errors()).isEmpty();
        return result.sets().getLast();
    }

    @Test
    void maps_merge_lists_merge_by_id_and_other_lists_replace() {
        ReadResult result = read(file("khung.yaml"), file("nong-dan.yaml"));

        assertThat(result.errors()).isEmpty();
        CriteriaSet set = result.sets().getLast();
        assertThat(set.version()).isEqualTo("2023.2");
        assertThat(set.title()).isEqualTo(new Text("Công dân học tập", "Learning Citizen"));
        assertThat(set.criteria().getFirst().name()).isEqualTo(new Text("Tự học, học tập suốt đời", "Self-study"));
        assertThat(set.parameters()).extracting(CriteriaSet.Parameter::value).containsExactly(Rational.of("69.99"));
        Indicator plan = set.indicator("ke-hoach").orElseThrow();
        assertThat(plan.max()).contains(Rational.of(30));
        assertThat(plan.from()).extracting(Way::by).containsExactly(Optional.of(Way.Assessor.SELF));
    }

    @Test
    void the_bases_order_stays_and_new_items_come_last() {
        CriteriaSet set = read(file("khung.yaml"), file("nong-dan.yaml")).sets().getLast();

        assertThat(set.indicators())
                .extracting(Indicator::id)
                .containsExactly("cap-nhat-kien-thuc", "ke-hoach", "dong-vien");
    }

    @Test
    void null_deletes_keys_and_items() {
        CriteriaSet set = read(file("khung.yaml"), file("nong-dan.yaml")).sets().getLast();

        assertThat(set.validity()).isEqualTo(new Validity.Unlimited());
        assertThat(set.indicator("cap-nhat-kien-thuc").orElseThrow().applies()).isEmpty();
        assertThat(set.criteria()).extracting(Criterion::id).containsExactly("tu-hoc");
        assertThat(set.award().requires()).extracting(Condition::id).containsExactly("total");
    }

    @Test
    void an_item_is_deleted_in_each_of_the_ways_one_would_write_it() {
        for (String deletion : List.of("- floor: ~", "- {floor: null}", "- {id: floor, ~}", "- {id: floor, if: ~}")) {
            CriteriaSet set = judging(CONCRETE + "award:\n  requires:\n    " + deletion + "\n");

            assertThat(set.award().requires())
                    .as(deletion)
                    .extracting(Condition::id)
                    .containsExactly("total");
        }
    }

    @Test
    void what_does_not_exist_cannot_be_deleted() {
        ReadResult result = read(FRAME, extending("cong-dan-hoc-tap/khung", CONCRETE + """
                audience: ~
                award: {requires: [{flor: ~}]}
                """));

        assertThat(result.errors())
                .extracting(CriteriaError::line, CriteriaError::path)
                .containsExactly(tuple(11, "/audience"), tuple(12, "/award/requires/0"));
    }

    @Test
    void id_version_status_source_effective_and_abstract_are_the_sets_own() {
        ReadResult result =
                read(FRAME, new CriteriaSource("mine.yaml", "extends: cong-dan-hoc-tap/khung\n" + CONCRETE));

        assertThat(result.errors())
                .extracting(CriteriaError::message)
                .containsExactlyInAnyOrder(
                        "The key “id” is missing.",
                        "The key “version” is missing.",
                        "The key “status” is missing.",
                        "The key “source” is missing.",
                        "The key “effective” is missing.");
        assertThat(judging(CONCRETE).isAbstract()).isFalse();
    }

    @Test
    void the_title_is_inherited_even_where_the_base_names_it_by_its_id_only() {
        assertThat(judging(CONCRETE).awards()).isEqualTo("cong-dan-hoc-tap");
        assertThat(judging(CONCRETE + "awards: hoc-tap-xa\n").awards()).isEqualTo("hoc-tap-xa");
    }

    @Test
    void a_base_may_be_published_by_another_plugin() {
        String frame = only(FRAME).document();
        CriteriaSource mine = extending("cong-dan-hoc-tap/khung", CONCRETE);

        ReadResult result = new CriteriaReader(Measures.builtIn())
                .read(List.of(mine), id -> id.equals("cong-dan-hoc-tap/khung") ? Optional.of(frame) : Optional.empty());

        assertThat(result.errors()).isEmpty();
        assertThat(result.sets().getFirst().document())
                .isEqualTo(judging(CONCRETE).document());
    }

    @Test
    void files_may_stand_in_any_order_and_extend_one_another_over_several_steps() {
        CriteriaSource middle = extending("cong-dan-hoc-tap/khung", CONCRETE);
        CriteriaSource last = new CriteriaSource("last.yaml", """
                id: quang-vinh/cong-nhan
                extends: quang-vinh/nong-dan
                version: "1"
                status: illustrative
                source: Ours
                effective: {from: 2024-01-01}
                award: {requires: [{id: total, if: 'total >= 60'}]}
                """);

        ReadResult result = read(last, middle, FRAME);

        assertThat(result.errors()).isEmpty();
        assertThat(result.sets().getFirst().awards()).isEqualTo("cong-dan-hoc-tap");
        assertThat(result.sets().getFirst().award().requires().getFirst().test().source())
                .isEqualTo("total >= 60");
    }

    @Test
    void faults_of_what_is_inherited_are_shown_at_extends() {
        ReadResult result = read(FRAME, extending("cong-dan-hoc-tap/khung", CONCRETE + "parameters: {passMark: ~}\n"));

        assertThat(result.errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo("mine.yaml");
            assertThat(error.line()).isEqualTo(2);
            assertThat(error.path()).isEqualTo("/extends");
            assertThat(error.message()).contains("/award/requires/0/if").contains("passMark");
        });
    }

    @Test
    void faults_of_the_base_are_told_once_and_those_of_the_extending_file_as_well() {
        CriteriaSource broken =
                new CriteriaSource("khung.yaml", FRAME.yaml().replace("total >= parameter", "totl >= parameter"));

        ReadResult result = read(broken, extending("cong-dan-hoc-tap/khung", CONCRETE + "place: nowhere\n"));

        assertThat(result.sets()).isEmpty();
        assertThat(result.errors())
                .extracting(CriteriaError::file, CriteriaError::path)
                .containsExactly(tuple("khung.yaml", "/award/requires/0/if"), tuple("mine.yaml", "/place"));
    }

    @Test
    void an_unknown_base_is_named_and_the_rest_of_the_file_is_checked_for_its_form() {
        ReadResult result = read(FRAME, extending("cong-dan-hoc-tap/kung", CONCRETE + "plaze: residence\n"));

        assertThat(result.errors())
                .extracting(CriteriaError::line, CriteriaError::path, CriteriaError::remedy)
                .containsExactly(
                        tuple(2, "/extends", "Did you mean “cong-dan-hoc-tap/khung”?"),
                        tuple(11, "/plaze", "Did you mean “place”?"));
    }

    @Test
    void sets_that_extend_one_another_in_a_circle_are_refused() {
        CriteriaSource one =
                new CriteriaSource("one.yaml", extending("b/b", "").yaml().replace("quang-vinh/nong-dan", "a/a"));
        CriteriaSource two =
                new CriteriaSource("two.yaml", extending("a/a", "").yaml().replace("quang-vinh/nong-dan", "b/b"));

        assertThat(read(one, two).errors())
                .extracting(CriteriaError::file, CriteriaError::line, CriteriaError::path)
                .containsExactly(tuple("one.yaml", 2, "/extends"), tuple("two.yaml", 2, "/extends"));
    }

    @Test
    void an_id_twice_in_an_overriding_list_is_a_fault() {
        ReadResult result = read(FRAME, extending("cong-dan-hoc-tap/khung", CONCRETE + """
                award:
                  requires:
                    - {id: total, if: 'total >= 60'}
                    - {id: total, if: 'total >= 61'}
                """));

        assertThat(result.errors())
                .extracting(CriteriaError::line, CriteriaError::path)
                .containsExactly(tuple(14, "/award/requires/1"));
    }

    @Test
    void several_versions_of_a_set_may_stand_side_by_side_when_each_has_its_time() {
        CriteriaSource older = extending("cong-dan-hoc-tap/khung", CONCRETE);
        CriteriaSource newer = new CriteriaSource(
                "newer.yaml", older.yaml().replace("\"1\"", "\"2\"").replace("2024-01-01", "2025-01-01"));
        CriteriaSource same = new CriteriaSource("same.yaml", older.yaml().replace("\"1\"", "\"3\""));

        assertThat(read(FRAME, older, newer).errors()).isEmpty();
        assertThat(read(FRAME, older, same).errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo("same.yaml");
            assertThat(error.path()).isEqualTo("/id");
        });
    }
}
