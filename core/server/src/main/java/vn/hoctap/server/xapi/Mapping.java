package vn.hoctap.server.xapi;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;

/** What of an LMS's statements is learning, as a plugin says it: rules of which the first that fits decides. */
record Mapping(String id, List<Rule> rules) {

    record Rule(String id, When when, Then then) {}

    /** All of it must hold; what is empty or null asks nothing. */
    record When(
            Set<String> verbs,
            Set<String> types,
            @Nullable Boolean success,
            @Nullable Boolean completion,
            Optional<Rational> scoreAtLeast,
            Optional<String> extension) {}

    sealed interface Then {
        /** @param score where the score stands, when it is of interest */
        record Fact(
                String type,
                List<JsonPointer> course,
                List<JsonPointer> title,
                List<JsonPointer> passed,
                Optional<ScorePath> score)
                implements Then {}

        record Ignore(String reason) implements Then {}
    }

    /** @param lowest what {@code score.scaled} is when somebody has no points at all: 0 or -1 */
    record ScorePath(JsonPointer path, int lowest) {}
}
