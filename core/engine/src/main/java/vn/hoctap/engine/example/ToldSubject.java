package vn.hoctap.engine.example;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Circumstances.HeldLevel;

/**
 * The subject of a table.
 *
 * @param fields as expressions see it
 * @param titles those that it holds
 * @param held the level of the set's own title that it holds already
 */
record ToldSubject(CriteriaSet set, Map<String, Object> fields, HeldTitles titles, Optional<HeldLevel> held) {

    static ToldSubject of(CriteriaSet set) {
        Map<String, Object> fields =
                Map.of("id", "example", "kind", set.subject().slug());
        return new ToldSubject(set, fields, HeldTitles.NOTHING, Optional.empty());
    }

    /** With what the keys say anew. */
    ToldSubject with(Map<String, Written> keys) {
        Written subject = keys.get("subject");
        Written holds = keys.get("holds");
        Written earlier = keys.get("held");
        SubjectFields known = new SubjectFields(set);
        return new ToldSubject(
                set,
                subject == null ? fields : known.over(fields, subject.keys(known.names())),
                holds == null ? titles : HeldTitles.read(holds),
                earlier == null ? held : held(earlier));
    }

    private Optional<HeldLevel> held(Written said) {
        Map<String, Written> keys = said.keys(Set.of("level", "since"));
        if (said.isNothing()) {
            return Optional.empty();
        }
        Set<String> levels = new TreeSet<>();
        set.award().levels().stream().map(Level::id).forEach(levels::add);
        Optional<String> level = Optional.ofNullable(keys.get("level"))
                .flatMap(word -> word.text().filter(id -> word.knownAs(id, "level", levels)));
        Optional<Instant> since = Optional.ofNullable(keys.get("since"))
                .flatMap(Written::day)
                .map(day -> day.atStartOfDay(set.cycle().zone()).toInstant());
        if (keys.size() < 2) {
            said.fault("It is not said which level was held since when.", "Write {level: muc-1, since: 2025-03-01}.");
        }
        return level.flatMap(id -> since.map(from -> new HeldLevel(id, from)));
    }

    Circumstances at(Instant asOf) {
        return new Circumstances(titles, held, asOf);
    }
}
