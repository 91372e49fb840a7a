package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;

/** Reads the criteria and their indicators, whose ids are unique in the whole set. */
final class CriterionReader {
    private static final Text UNNAMED = new Text("", null);

    private final WayReader ways;
    private final Formulas formulas;
    private final Faults faults;
    private final boolean isAbstract;
    private final boolean countsPoints;
    private final Set<String> criterionIds = new HashSet<>();
    private final Set<String> indicatorIds = new HashSet<>();

    CriterionReader(WayReader ways, Formulas formulas, Faults faults, boolean isAbstract, boolean countsPoints) {
        this.ways = ways;
        this.formulas = formulas;
        this.faults = faults;
        this.isAbstract = isAbstract;
        this.countsPoints = countsPoints;
    }

    List<Criterion> read(Part.Mapping document) {
        List<Criterion> criteria = new ArrayList<>();
        for (Part.Mapping one : document.mappings("criteria")) {
            String id = one.text("id").orElse("");
            unique(one, id, criterionIds, "criteria");
            criteria.add(new Criterion(
                    id,
                    Values.text(one, "name", faults).orElse(UNNAMED),
                    formulas.onSubject(one, "applies"),
                    one.mappings("indicators").stream().map(this::indicator).toList()));
        }
        return criteria;
    }

    private Indicator indicator(Part.Mapping one) {
        String id = one.text("id").orElse("");
        unique(one, id, indicatorIds, "indicators");
        Optional<Rational> max = Values.number(one, "max");
        if (countsPoints && one.get("max").isEmpty()) {
            faults.add(
                    one,
                    "The indicator “" + id + "” has no “max”, but this scheme counts points.",
                    "Say how many points it gives at most, for example max: 10.");
        }
        if (!isAbstract && one.get("from").isEmpty()) {
            faults.add(
                    one,
                    "Nothing earns points for the indicator “" + id + "”.",
                    "Add “from”, for example from: [{measure: assessed, by: appraiser}].");
        }
        List<Way> from = one.mappings("from").stream()
                .flatMap(way -> ways.read(way, max).stream())
                .toList();
        return new Indicator(
                id, Values.text(one, "name", faults).orElse(UNNAMED), max, formulas.onSubject(one, "applies"), from);
    }

    private void unique(Part.Mapping one, String id, Set<String> seen, String what) {
        if (!id.isEmpty() && !seen.add(id)) {
            faults.add(
                    one.at("id"),
                    "Two " + what + " of this set have the id “" + id + "”.",
                    "Give each an id of its own.");
        }
    }
}
