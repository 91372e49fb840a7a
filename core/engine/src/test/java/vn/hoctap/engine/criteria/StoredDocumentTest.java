package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoctap.engine.criteria.CriteriaFiles.citizens;
import static vn.hoctap.engine.criteria.CriteriaFiles.file;
import static vn.hoctap.engine.criteria.CriteriaFiles.only;
import static vn.hoctap.engine.criteria.CriteriaFiles.read;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.measure.Measures;

class StoredDocumentTest {
    private final CriteriaReader reader = new CriteriaReader(Measures.builtIn());

    @Test
    void the_same_content_gives_the_same_document() {
        String one = only(citizens("""
                parameters: {mark: 84.50, low: 5}
                criteria: []
                award: {scheme: gate, requires: [{id: a, if: 'holds("x")'}]}
                """)).document();
        String same = only(citizens("""
                award:
                  requires:
                    - if: "holds(\\"x\\")"   # a comment
                      id: a
                  scheme: gate
                criteria: []
                parameters:
                  low: 5.0
                  mark: 84.5
                """)).document();

        assertThat(same).isEqualTo(one).contains("\"mark\":84.5}").doesNotContain(" : ");
    }

    @Test
    void what_was_stored_compiles_to_the_same_set() {
        for (CriteriaSet published :
                read(file("khung.yaml"), file("nong-dan.yaml")).sets()) {
            CriteriaSet compiled = reader.compile(published.document());

            assertThat(compiled.document()).isEqualTo(published.document());
            assertThat(compiled.toString()).isEqualTo(published.toString());
        }
    }

    @Test
    void a_stored_document_names_its_title_and_no_base() {
        String document =
                read(file("khung.yaml"), file("nong-dan.yaml")).sets().getLast().document();

        assertThat(document).contains("\"awards\":\"cong-dan-hoc-tap\"").doesNotContain("extends");
    }

    @Test
    void a_stored_document_that_no_longer_compiles_says_why() {
        CriteriaSource file = citizens("""
                criteria:
                  - {id: a, name: A, indicators: [{id: x, name: X, max: 1, from: [{measure: anything}]}]}
                award: {scheme: sum, requires: [{id: t, if: 'total >= 1'}]}
                """);
        CriteriaReader withPlugin = new CriteriaReader(Measures.builtIn().with(new AnyMeasure()));
        String document = withPlugin
                .read(List.of(file), id -> Optional.empty())
                .sets()
                .getFirst()
                .document();

        assertThatThrownBy(() -> reader.compile(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("anything");
        assertThatThrownBy(() -> reader.compile("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.compile("{")).isInstanceOf(IllegalArgumentException.class);
    }
}
