package vn.hoctap.engine.example;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.progress.Entry;

/** The points that one kind of assessor gave, by indicator. */
record Scores(CriteriaSet set, Assessor by, Map<String, Rational> points) {

    static Scores none(CriteriaSet set, Assessor by) {
        return new Scores(set, by, Map.of());
    }

    /** What is said anew counts; {@code ~} takes the points of an indicator away. */
    Scores with(Written said) {
        Map<String, Rational> more = new LinkedHashMap<>(points);
        Set<String> known = set.indicators().stream().map(Indicator::id).collect(Collectors.toSet());
        said.keys().forEach((indicator, written) -> {
            if (written.knownAs(indicator, "indicator", known) && counts(indicator, written)) {
                if (written.isNothing()) {
                    more.remove(indicator);
                } else {
                    written.number().ifPresent(given -> more.put(indicator, within(indicator, given, written)));
                }
            }
        });
        return new Scores(set, by, more);
    }

    private boolean counts(String indicator, Written written) {
        boolean counts = set.indicator(indicator).orElseThrow().from().stream()
                .anyMatch(way -> way.by().filter(by::equals).isPresent());
        if (!counts) {
            String who = by == Assessor.SELF ? "a self-score" : "an appraisal";
            written.fault(
                    "The set does not count " + who + " for “" + indicator + "”.",
                    "Take it out, or tell facts that earn these points.");
        }
        return counts;
    }

    private Rational within(String indicator, Rational given, Written written) {
        set.indicator(indicator)
                .flatMap(Indicator::max)
                .filter(max -> given.compareTo(max) > 0 || given.signum() < 0)
                .ifPresent(max -> written.fault(
                        "“" + indicator + "” has from 0 to " + max + " points.", "Write a number within."));
        return given;
    }

    List<Entry> entries(int year) {
        Instant at = set.cycle().end(year).minusSeconds(3600);
        List<Entry> entries = new ArrayList<>();
        points.forEach((indicator, given) ->
                entries.add(new Entry.Assessed(by + " " + indicator, set.awards(), year, indicator, by, given, at)));
        return entries;
    }
}
