package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.engine.progress.SubjectHistory;

/** The tree with those attributes as dates that criteria sets declare so. */
record TypedPlaces(SubjectHistory.Places places, Set<String> dates) implements SubjectHistory.Places {

    @Override
    public List<String> chain(String unit, LocalDate date) {
        return places.chain(unit, date);
    }

    @Override
    public Optional<LocalDate> chainChanges(String unit, LocalDate after) {
        return places.chainChanges(unit, after);
    }

    @Override
    public boolean holds(String unit, LocalDate date) {
        return places.holds(unit, date);
    }

    @Override
    public List<String> under(String unit, LocalDate date) {
        return places.under(unit, date);
    }

    @Override
    public Optional<String> kind(String unit) {
        return places.kind(unit);
    }

    @Override
    public List<String> heirs(String unit, LocalDate date) {
        return places.heirs(unit, date);
    }

    @Override
    public Map<String, Object> attributes(String unit) {
        Map<String, Object> attributes = places.attributes(unit);
        if (Collections.disjoint(attributes.keySet(), dates)) {
            return attributes;
        }
        Map<String, Object> typed = new HashMap<>(attributes);
        typed.replaceAll((name, value) -> AttributeValues.typed(name, value, dates));
        return typed;
    }
}
