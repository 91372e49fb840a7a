package vn.hoctap.engine.criteria;

import java.util.Comparator;
import java.util.List;

/**
 * What became of the criteria files of a plugin.
 *
 * @param sets those without a fault, abstract ones among them, in the order of their files
 * @param errors by file and line, at most {@value #MAX_ERRORS}
 * @param warnings likewise: what can be used as it is, but was hardly meant so
 */
public record ReadResult(List<CriteriaSet> sets, List<CriteriaError> errors, List<CriteriaError> warnings) {
    private static final int MAX_ERRORS = 100;

    public ReadResult {
        sets = List.copyOf(sets);
        errors = ordered(errors);
        warnings = ordered(warnings);
    }

    private static List<CriteriaError> ordered(List<CriteriaError> found) {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(CriteriaError::file)
                        .thenComparingInt(CriteriaError::line)
                        .thenComparing(CriteriaError::path)
                        .thenComparing(CriteriaError::message))
                .limit(MAX_ERRORS)
                .toList();
    }
}
