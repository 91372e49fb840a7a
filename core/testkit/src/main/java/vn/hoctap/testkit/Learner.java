package vn.hoctap.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Explanation;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectState;

/** A person and what they did in one year, for {@code anyFarmer().did(…).appraised("tinh-toan", 8).under(set)}. */
public final class Learner {
    private final int year;
    private final Map<String, Object> fields = new HashMap<>();
    private final List<Activity> activities = new ArrayList<>();
    private final Map<String, Rational> appraised = new HashMap<>();
    private Measures measures = ClasspathMeasures.all();

    private Learner(int year, String group) {
        this.year = year;
        fields.put("id", "cit-1");
        fields.put("kind", "citizen");
        fields.put("group", group);
        fields.put("age", Rational.of(40));
    }

    public static Learner of(String group, int year) {
        return new Learner(year, group);
    }

    /** @param value text, Rational, Boolean or LocalDate */
    public Learner with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    /** For a set that uses measures of plugins. */
    public Learner measuredBy(Measures known) {
        measures = known;
        return this;
    }

    public Learner did(Activity... done) {
        activities.addAll(List.of(done));
        return this;
    }

    public Learner appraised(String indicator, String points) {
        appraised.put(indicator, Rational.of(points));
        return this;
    }

    /** The same points for every indicator of the set, for cases that are about the award and not about measures. */
    public Learner appraisedEverywhere(CriteriaSet set, String points) {
        set.indicators().stream().map(Indicator::id).forEach(indicator -> appraised(indicator, points));
        return this;
    }

    /** The decision at the end of the year, explained. */
    public Explanation explained(CriteriaSet set) {
        List<Entry> entries = new ArrayList<>();
        activities.forEach(activity -> entries.add(activity.entry(year, entries.size())));
        appraised.forEach((indicator, points) -> entries.add(new Entry.Assessed(
                "appraisal-" + indicator,
                set.awards(),
                year,
                indicator,
                Assessor.APPRAISER,
                points,
                set.cycle().end(year).minusSeconds(3600))));
        return Explanation.of(
                new Folder(set, year, measures),
                new SubjectState("cit-1", fields, List.of()),
                entries,
                Circumstances.at(set.cycle().end(year).minusSeconds(1)));
    }

    public Decision under(CriteriaSet set) {
        return explained(set).decision();
    }

    /** The points of one indicator. */
    public Rational points(CriteriaSet set, String indicator) {
        return under(set).indicators().stream()
                .filter(i -> i.id().equals(indicator))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no indicator " + indicator + " in " + set.id()))
                .points();
    }
}
