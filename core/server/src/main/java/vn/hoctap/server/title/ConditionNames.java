package vn.hoctap.server.title;

import java.util.Optional;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.server.http.Words;

/** What a criteria set calls the conditions that a decision under it names by id. */
public record ConditionNames(Words words, CriteriaSet set) {

    /** A name in the reader's language; the id, where nobody gave one. */
    public String of(String id) {
        return Stream.concat(
                        set.award().requires().stream()
                                .filter(condition -> condition.id().equals(id))
                                .map(this::name),
                        set.award().levels().stream().flatMap(level -> ofLevel(level, id).stream()))
                .findFirst()
                .orElseGet(() -> words.orElse("condition." + id, id));
    }

    /** Of a level by its id. */
    public String level(String id) {
        return set.award().levels().stream()
                .filter(level -> level.id().equals(id))
                .findFirst()
                .map(this::name)
                .orElseGet(() -> words.orElse("level." + id, id));
    }

    /** A level's conditions are named after it, a condition that is the level itself by its id alone. */
    private Optional<String> ofLevel(Level level, String id) {
        if (id.equals(level.id() + ".upgrade")) {
            return Optional.of(words.get("condition.upgrade", name(level)));
        }
        return level.requires().stream()
                .filter(condition -> id.equals(condition.id())
                        ? condition.id().equals(level.id())
                        : id.equals(level.id() + "." + condition.id()))
                .findFirst()
                .map(condition -> condition.id().equals(level.id())
                        ? condition.name().map(words::in).orElseGet(() -> name(level))
                        : words.get("condition.level", name(level), name(condition)));
    }

    private String name(Condition condition) {
        return condition
                .name()
                .map(words::in)
                .orElseGet(() -> words.orElse("condition." + condition.id(), condition.id()));
    }

    private String name(Level level) {
        return level.name().map(words::in).orElseGet(() -> words.orElse("level." + level.id(), level.id()));
    }
}
