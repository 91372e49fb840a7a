package vn.hoctap.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.SubjectState;

/** Criteria sets and subjects for tests, in the words of the contract. */
public final class Sets {
    private static final String HEAD = """
            id: %s
            version: "1"
            status: illustrative
            source: "a test"
            title: {vi: Thử}
            subject: %s
            effective: {from: 2020-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            """;

    private Sets() {}

    /** A citizens' set whose body (criteria, award and more) is given. */
    public static CriteriaSet citizens(String body) {
        return read(HEAD.formatted("thu/mot", "citizen") + body);
    }

    public static CriteriaSet units(String body) {
        return read(HEAD.formatted("don-vi/mot", "unit") + body);
    }

    public static CriteriaSet read(String yaml) {
        var result = new CriteriaReader(Measures.builtIn())
                .read(List.of(new CriteriaSource("criteria/test.yaml", yaml)), id -> Optional.empty());
        assertThat(result.errors()).isEmpty();
        return result.sets().get(0);
    }

    public static SubjectState subject(Map<String, Object> fields) {
        return new SubjectState("cit-1", fields, List.of());
    }
}
