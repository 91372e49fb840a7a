package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.engine.criteria.CriteriaSet.Award;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.criteria.CriteriaSet.Scheme;
import vn.hoctap.engine.expression.Scope;

/** Reads when the title is awarded, and checks that the scheme finds what it works with. */
final class AwardReader {
    private static final String REQUIRES = "requires";
    private static final String LEVELS = "levels";

    private final Part.Mapping document;
    private final Scope scope;
    private final Formulas formulas;
    private final Faults faults;

    AwardReader(Part.Mapping document, Scope scope, Formulas formulas, Faults faults) {
        this.document = document;
        this.scope = scope;
        this.formulas = formulas;
        this.faults = faults;
    }

    static Optional<Scheme> scheme(Part.Mapping document) {
        return document.mapping("award").flatMap(award -> Values.choice(award, "scheme", Scheme.class));
    }

    /** Empty when there is no award or scheme. */
    Optional<Award> read() {
        Optional<Part.Mapping> found = document.mapping("award");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Part.Mapping award = found.get();
        Optional<Scheme> scheme = scheme(document);
        scheme.ifPresent(known -> check(known, award));
        List<Condition> requires = conditions(award, "conditions of the award");
        List<Level> levels = levels(award, scheme);
        Optional<Integer> after = upgrade(award);
        return scheme.map(known -> new Award(
                known,
                requires,
                levels,
                Values.choice(award, "notApplicable", NotApplicable.class).orElse(NotApplicable.FULL),
                after.orElse(null)));
    }

    private void check(Scheme scheme, Part.Mapping award) {
        String name = Values.slug(scheme);
        boolean levelled = scheme == Scheme.BANDS || scheme == Scheme.CHECKLIST;
        if (!levelled && award.get(LEVELS).isPresent()) {
            faults.add(
                    award.at(LEVELS),
                    "The scheme “" + name + "” has no levels.",
                    "Take “levels” out, or choose the scheme bands or checklist.");
        }
        if (!levelled && (award.get(REQUIRES).isEmpty() || emptyList(award, REQUIRES))) {
            faults.add(
                    award,
                    "The scheme “" + name + "” needs conditions in “requires”.",
                    "Add them, for example requires: [{id: total, if: 'total >= 80'}].");
        }
        if (levelled && (award.get(LEVELS).isEmpty() || emptyList(award, LEVELS))) {
            String level = scheme == Scheme.BANDS
                    ? "levels: [{id: tot, if: 'total >= 85'}]"
                    : "levels: [{id: muc-1, requires: [{id: a, if: …}]}]";
            faults.add(award, "The scheme “" + name + "” needs “levels”.", "Add them, for example " + level + ".");
        }
    }

    private static boolean emptyList(Part.Mapping holder, String key) {
        return holder.fields().get(key) instanceof Part.Sequence list
                && list.items().isEmpty();
    }

    private List<Condition> conditions(Part.Mapping holder, String what) {
        List<Condition> conditions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Part.Mapping one : holder.mappings(REQUIRES)) {
            unique(one, ids, what);
            condition(one, one.text("id").orElse("")).ifPresent(conditions::add);
        }
        return conditions;
    }

    private Optional<Condition> condition(Part.Mapping one, String id) {
        Optional<Text> name = Values.text(one, "name", faults);
        var applies = formulas.onSubject(one, "applies");
        return formulas.on(scope, one, "if").map(test -> new Condition(id, name, applies, test));
    }

    private List<Level> levels(Part.Mapping award, Optional<Scheme> scheme) {
        List<Level> levels = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Part.Mapping one : award.mappings(LEVELS)) {
            unique(one, ids, "levels");
            scheme.ifPresent(known -> checkLevel(known, one));
            String id = one.text("id").orElse("");
            List<Condition> requires = new ArrayList<>(conditions(one, "conditions of this level"));
            condition(one, id).ifPresent(requires::add);
            levels.add(new Level(id, Values.text(one, "name", faults), requires));
        }
        return levels;
    }

    private void checkLevel(Scheme scheme, Part.Mapping level) {
        if (scheme == Scheme.BANDS) {
            expect(
                    level,
                    "if",
                    REQUIRES,
                    "In the scheme bands a level has one condition, for example if: 'total >= 85'.");
        } else if (scheme == Scheme.CHECKLIST) {
            expect(level, REQUIRES, "if", "In the scheme checklist a level has a list: requires: [{id: a, if: …}].");
        }
    }

    private void expect(Part.Mapping level, String wanted, String unwanted, String remedy) {
        String id = level.text("id").orElse("");
        if (level.get(unwanted).isPresent()) {
            faults.add(level.at(unwanted), "The level “" + id + "” has “" + unwanted + "”.", remedy);
        }
        if (level.get(wanted).isEmpty()) {
            faults.add(level, "The level “" + id + "” has no “" + wanted + "”.", remedy);
        }
    }

    /** Beside the levels, or at the top of the set. */
    private Optional<Integer> upgrade(Part.Mapping award) {
        Part.Mapping holder = award.get("upgrade").isPresent() ? award : document;
        Part upgrade = holder.fields().get("upgrade");
        if (upgrade != null && award.get(LEVELS).isEmpty()) {
            faults.add(
                    upgrade,
                    "There are no levels to be upgraded to.",
                    "Take “upgrade” out, or choose the scheme bands or checklist.");
        }
        return holder.mapping("upgrade").flatMap(found -> Values.months(found, "afterMonths"));
    }

    private void unique(Part.Mapping one, Set<String> seen, String what) {
        one.text("id")
                .filter(id -> !seen.add(id))
                .ifPresent(id -> faults.add(
                        one.at("id"), "Two " + what + " have the id “" + id + "”.", "Give each an id of its own."));
    }
}
