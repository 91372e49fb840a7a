package vn.hoctap.engine.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.hoctap.engine.measure.Measures;

/** Criteria files for tests: those beside the tests, and short ones written in place. */
final class CriteriaFiles {
    private static final String HEAD = """
            id: %s
            version: "1"
            status: illustrative
            source: a test
            title: {vi: Thử}
            subject: %s
            effective: {from: 2024-01-01}
            cycle: {kind: calendar-year}
            """;

    static final int HEAD_LINES = 8;

    private CriteriaFiles() {}

    static CriteriaSource file(String name) {
        try (InputStream in = CriteriaFiles.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new CriteriaSource(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A set for citizens; its body begins on line {@link #HEAD_LINES} + 1. */
    static CriteriaSource citizens(String body) {
        return new CriteriaSource("test.yaml", HEAD.formatted("thu/mot", "citizen") + body);
    }

    static CriteriaSource units(String body) {
        return new CriteriaSource("test.yaml", HEAD.formatted("don-vi-hoc-tap/thu", "unit") + body);
    }

    static ReadResult read(CriteriaSource... files) {
        return new CriteriaReader(Measures.builtIn()).read(List.of(files), id -> Optional.empty());
    }

    static CriteriaSet only(CriteriaSource file) {
        ReadResult result = read(file);
        assertThat(result.errors()).isEmpty();
        assertThat(result.sets()).hasSize(1);
        return result.sets().getFirst();
    }

    static Stream<String> messages(ReadResult result) {
        return result.errors().stream().map(CriteriaError::message);
    }
}
