package vn.hoctap.engine.progress;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a subject at one date, as expressions see it.
 *
 * @param fields by name: text, {@link vn.hoctap.api.Rational}, Boolean or LocalDate; what is unknown is absent. An
 *     attribute that the subject lacks comes from its place or from the nearest place above that has it.
 * @param chains for each place of the subject, the ids of that place and of those above it, nearest first
 */
public record SubjectState(String id, Map<String, Object> fields, List<List<String>> chains) {

    /**
     * Steps up the tree from the subject's nearest place to {@code scope}; null is the whole tree, one step above every
     * root. Empty when the scope contains no place of the subject.
     */
    public OptionalInt distanceTo(@Nullable String scope) {
        if (scope == null) {
            return OptionalInt.of(chains.stream().mapToInt(List::size).max().orElse(0));
        }
        return chains.stream()
                .mapToInt(chain -> chain.indexOf(scope))
                .filter(steps -> steps >= 0)
                .min();
    }
}
