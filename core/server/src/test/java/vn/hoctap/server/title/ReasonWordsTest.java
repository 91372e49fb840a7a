package vn.hoctap.server.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.title.Reason.ConditionsLost;
import vn.hoctap.server.title.Reason.Lost;
import vn.hoctap.server.title.Reason.Replaced;
import vn.hoctap.server.title.Reason.Stated;
import vn.hoctap.server.title.Reason.Unjudged;

class ReasonWordsTest {
    private static final String YAML = """
            id: t/one
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Thử}
            subject: citizen
            effective: {from: 2020-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            criteria:
              - id: c
                name: {vi: C}
                indicators:
                  - {id: i, name: {vi: I}, max: 1, from: [{measure: count, points: [{atLeast: 1, give: 1}]}]}
            award:
              scheme: checklist
              levels:
                - id: tot
                  requires:
                    - {id: total, if: 'total >= 0.5'}
                    - {id: doc, name: {vi: Đọc sách, en: Reading}, if: 'total >= 0.2'}
                - {id: dat, name: {vi: Đạt, en: Pass}, requires: [{id: total, if: 'total >= 0.1'}]}
            """;

    private static final Optional<CriteriaSet> SET = Optional.of(new CriteriaReader(Measures.builtIn())
            .read(List.of(new CriteriaSource("criteria/t.yaml", YAML)), id -> Optional.empty())
            .sets()
            .getFirst());

    private static Reason lost(String id) {
        return new ConditionsLost(List.of(
                new Lost(id, Optional.of(Rational.of("79.9")), Optional.of(Rational.of(80)), ""),
                new Lost("applicable", Optional.empty(), Optional.empty(), "i does not apply")));
    }

    @Test
    void conditions_are_called_as_the_set_calls_them() {
        assertThat(new ReasonWords(Words.VIETNAMESE, SET).of(lost("tot.doc")))
                .isEqualTo("Điều kiện “Tốt: Đọc sách” không còn đạt: được 79,9, trong khi cần 80."
                        + " Điều kiện “Mọi chỉ số đều áp dụng được” không còn đạt.");
        assertThat(new ReasonWords(Words.ENGLISH, SET).of(lost("dat.total")))
                .startsWith("The condition “Pass: Total points” is not met any more: 79.9, needed 80.");
        assertThat(new ReasonWords(Words.ENGLISH, SET).of(lost("tot.upgrade")))
                .contains("Long enough on the way to Good");
    }

    @Test
    void a_set_that_is_gone_leaves_the_common_names_and_the_ids() {
        ReasonWords words = new ReasonWords(Words.VIETNAMESE, Optional.empty());
        assertThat(words.of(lost("total"))).contains("“Tổng điểm”");
        assertThat(words.of(lost("la"))).contains("“la”");
    }

    @Test
    void the_other_reasons_of_the_rules_are_translated_and_those_of_people_are_not() {
        ReasonWords words = new ReasonWords(Words.VIETNAMESE, SET);
        assertThat(words.of(new ConditionsLost(List.of()))).isEqualTo("Các điều kiện không còn đạt.");
        assertThat(words.of(new Unjudged())).startsWith("Không còn bộ tiêu chí nào");
        assertThat(words.of(new Replaced("HT-2"))).isEqualTo("Đã thay bằng danh hiệu số HT-2.");
        assertThat(words.of(new Stated("Wrong person."))).isEqualTo("Wrong person.");
    }
}
