package vn.hoctap.server.editor;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;

/**
 * What the check says of a draft, in the reader's language.
 *
 * @param set empty as long as something is wrong
 * @param faults all that is wrong, by line
 * @param warnings what can be used as it is but was hardly meant so
 */
record Checked(Optional<CriteriaSet> set, List<Finding> faults, List<Finding> warnings) {

    Checked {
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
    }

    /** What is wrong at a place; null: nothing. */
    @Nullable
    String wrong(String pointer) {
        return faults.stream()
                .filter(fault -> fault.place().equals(pointer))
                .map(Finding::both)
                .findFirst()
                .orElse(null);
    }
}
