package vn.hoctap.server.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;

class ProgrammeReaderTest {
    private static final String SOUND = """
            id: thu-677
            orgUnit: ninh-binh
            source: {title: "Một kế hoạch", publisher: "Một tờ báo"}
            targets:
              - {metric: holders-share, segment: adults-in-learning-collectives, title: cong-dan-hoc-tap, by: {2025: 65, 2030: 70.5}}
              - {metric: holders-digital-share, base: holders, by: {2025: 75}}
              - {metric: holders-digital-proficient-share, base: holders-digital, by: {2025: 65}}
            """;

    private static List<CriteriaError> faults(String yaml) {
        return new ProgrammeReader().faults(List.of(new CriteriaSource("programmes/thu.yaml", yaml)));
    }

    private static String only(String yaml) {
        List<CriteriaError> faults = faults(yaml);
        assertThat(faults).hasSize(1);
        CriteriaError fault = faults.getFirst();
        return fault.line() + " " + fault.path() + " " + fault.message() + " " + fault.remedy();
    }

    @Test
    void what_the_contract_shows_is_a_programme() {
        assertThat(faults(SOUND)).isEmpty();
        Programme read = ProgrammeReader.read(new CriteriaSource("programmes/thu.yaml", SOUND));
        assertThat(read.name().vi()).isEqualTo("Một kế hoạch");
        assertThat(read.targets()).extracting(target -> target.aim().title()).containsOnly("cong-dan-hoc-tap");
        assertThat(read.targets().getFirst().by()).containsKeys(2025, 2030);
    }

    @Test
    void the_same_share_of_the_same_people_is_one_figure_whatever_its_years() {
        Programme one = ProgrammeReader.read(new CriteriaSource("programmes/thu.yaml", SOUND));
        Programme other = ProgrammeReader.read(new CriteriaSource(
                "programmes/khac.yaml", SOUND.replace("2025: 65", "2026: 40").replace("thu-677", "khac")));
        Programme narrower = ProgrammeReader.read(new CriteriaSource(
                "programmes/khac.yaml",
                SOUND.replace("title: cong-dan", "population: 'subject.age < 60', title: cong-dan")));
        String key = one.targets().getFirst().aim().key();
        assertThat(other.targets().getFirst().aim().key()).isEqualTo(key);
        assertThat(narrower.targets().getFirst().aim().key()).isNotEqualTo(key);
    }

    @Test
    void faults_of_form_and_of_meaning_are_all_told_with_line_path_and_remedy() {
        List<CriteriaError> faults = faults(SOUND.replace("orgUnit", "orgUnits")
                .replace("base: holders,", "base: holder,")
                .replace("base: holders-digital,", "segment: association,"));
        assertThat(faults).extracting(CriteriaError::line).contains(2, 6, 7);
        assertThat(faults)
                .extracting(CriteriaError::path)
                .contains("/orgUnits", "/targets/1/base", "/targets/2/segment");
        assertThat(faults).allSatisfy(fault -> assertThat(fault.remedy()).isNotBlank());
    }

    @Test
    void a_digital_metric_says_of_which_holders() {
        assertThat(only(SOUND.replace("base: holders-digital, ", "")))
                .isEqualTo("7 /targets/2 The metric holders-digital-proficient-share needs “base”."
                        + " Add it, for example base: holders.");
    }

    @Test
    void an_expression_that_makes_no_sense_is_told_where_it_stands() {
        assertThat(only(SOUND.replace("base: holders,", "base: holders, have: 'subject.agee > 18',")))
                .startsWith("6 /targets/1/have")
                .contains("agee", "age");
    }

    @Test
    void a_percentage_is_above_0_and_at_most_100() {
        assertThat(only(SOUND.replace("2025: 75", "2025: 750"))).startsWith("6 /targets/1/by/2025");
        assertThat(only(SOUND.replace("2025: 75", "20250: 75"))).startsWith("6 /targets/1/by");
    }

    @Test
    void a_title_must_be_named_once() {
        assertThat(faults(SOUND.replace("title: cong-dan-hoc-tap, ", "")))
                .extracting(CriteriaError::message)
                .containsOnly("No title is named whose holders are meant.")
                .hasSize(3);
    }

    @Test
    void two_targets_of_one_figure_are_one() {
        assertThat(only(SOUND.replace("base: holders-digital,", "base: holders,")
                        .replace("holders-digital-proficient-share", "holders-digital-share")))
                .contains("7 /targets/2", "the same as one above", "by");
    }

    @Test
    void programmes_of_one_plugin_have_ids_of_their_own() {
        CriteriaSource one = new CriteriaSource("programmes/a.yaml", SOUND);
        CriteriaSource other = new CriteriaSource("programmes/b.yaml", SOUND);
        assertThat(new ProgrammeReader().faults(List.of(one, other)))
                .extracting(CriteriaError::toString)
                .singleElement()
                .asString()
                .contains("programmes/b.yaml:1 /id", "programmes/a.yaml");
    }
}
