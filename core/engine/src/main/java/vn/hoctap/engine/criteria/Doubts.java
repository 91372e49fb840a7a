package vn.hoctap.engine.criteria;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.Way.Amount;
import vn.hoctap.engine.criteria.Way.Points;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Suggestions;

/** Looks at a sound set for what its author hardly meant: a word misspelt, a parameter that nothing reads. */
final class Doubts {
    private static final String TYPE = "activity.type";
    private static final String SOURCE = "activity.source.kind";

    /** What the product ships; other words are allowed, so that only one letter or two beside these is a doubt. */
    private static final List<String> TYPES =
            List.of("course", "workshop", "reading", "exam", "certificate", "community", "criteria-training", "status");

    private static final List<String> GROUPS = List.of(
            "nong-dan", "cong-nhan", "cong-chuc", "vien-chuc", "doanh-nhan", "can-bo-quan-ly", "hoc-sinh-sinh-vien");

    private static final Set<String> SOURCES = Set.of("self", "center", "lms", "officer");

    private static final Set<String> UNIT_KINDS =
            Set.of("country", "province", "district", "commune", "village", "organisation");

    private final CriteriaSet set;
    private final Part.Mapping document;
    private final Faults faults;

    Doubts(CriteriaSet set, Part.Mapping document, Faults faults) {
        this.set = set;
        this.document = document;
        this.faults = faults;
    }

    void look() {
        set.audience().ifPresent(audience -> words(audience, document.at("audience")));
        eachWay((way, part) -> {
            way.where().ifPresent(where -> words(where, part.at("where")));
            way.members().ifPresent(counted -> new MemberDoubts(way, counted, part, faults).look());
        });
        if (!set.isAbstract()) {
            unread();
            Reach reach = new Reach(set);
            eachWay((way, part) -> reach.bandOutOfReach(way)
                    .ifPresent(said ->
                            faults.warn(part.at("points"), said, "Lower it, or take out what can never be earned.")));
            document.mapping("award").ifPresent(award -> new AwardDoubts(set, reach, award, faults).look());
        }
    }

    private void words(Expression test, Part at) {
        if (at.origin().style() == Origin.Style.INHERITED) {
            return;
        }
        demanded(test, TYPE).forEach(word -> misspelt(word, TYPES, "type of activity", at));
        for (String group : List.of("subject.group", "member.group")) {
            demanded(test, group).forEach(word -> misspelt(word, GROUPS, "group", at));
        }
        for (String kind : List.of("subject.unitKind", "subject.unitLevel", "member.unitKind", "member.unitLevel")) {
            demanded(test, kind)
                    .filter(word -> !UNIT_KINDS.contains(word))
                    .forEach(word -> faults.warn(
                            at,
                            "No organisational unit has the kind “" + word + "”.",
                            closed(word, UNIT_KINDS, "country, province, district, commune, village or organisation")));
        }
        demanded(test, SOURCE)
                .filter(word -> !SOURCES.contains(word))
                .forEach(word -> faults.warn(
                        at,
                        "No activity ever has the source “" + word + "”.",
                        closed(word, SOURCES, "self, center, lms or officer")));
    }

    private static String closed(String word, Set<String> known, String all) {
        return Suggestions.nearest(word, known)
                .map(near -> "Did you mean “" + near + "”?")
                .orElse("Write " + all + ".");
    }

    private static Stream<String> demanded(Expression test, String field) {
        return test.demands(field).stream().flatMap(Set::stream).sorted();
    }

    private void misspelt(String word, List<String> known, String what, Part at) {
        if (!known.contains(word)) {
            Suggestions.nearest(word, known)
                    .ifPresent(near -> faults.warn(
                            at,
                            "“" + word + "” is no shipped " + what + ", but “" + near + "” is.",
                            "Correct it, unless it is a " + what + " of your own."));
        }
    }

    /** A parameter that this file writes and that nothing reads. */
    private void unread() {
        Set<String> read = new HashSet<>();
        conditions().map(Expression::reads).forEach(read::addAll);
        set.ways()
                .forEach(way -> amounts(way.points()).forEach(amount -> {
                    if (amount instanceof Amount.OfParameter parameter) {
                        read.add("parameter." + parameter.name());
                    }
                }));
        document.mapping("parameters")
                .ifPresent(written -> written.fields().forEach((name, part) -> {
                    if (part.origin().style() != Origin.Style.INHERITED && !read.contains("parameter." + name)) {
                        faults.warn(
                                part,
                                "Nothing uses the parameter “" + name + "”.",
                                "Write parameter." + name + " where it should count, or take it out.");
                    }
                }));
    }

    private Stream<Expression> conditions() {
        return Stream.concat(
                        set.award().requires().stream(),
                        set.award().levels().stream().flatMap(level -> level.requires().stream()))
                .flatMap(condition -> Stream.concat(Stream.of(condition.test()), condition.applies().stream()));
    }

    private static Stream<Amount> amounts(Points points) {
        return switch (points) {
            case Points.Bands bands -> bands.bands().stream().flatMap(band -> Stream.of(band.atLeast(), band.give()));
            case Points.Rate rate -> Stream.of(rate.each(), rate.give());
            case Points.Same same -> Stream.empty();
        };
    }

    /** Each way with where it was written; both stand in the same order, since the set has no fault. */
    private void eachWay(BiConsumer<Way, Part.Mapping> look) {
        List<Part.Mapping> criteria = document.mappings("criteria");
        for (int c = 0; c < criteria.size(); c++) {
            Criterion criterion = set.criteria().get(c);
            List<Part.Mapping> indicators = criteria.get(c).mappings("indicators");
            for (int i = 0; i < indicators.size(); i++) {
                Indicator indicator = criterion.indicators().get(i);
                List<Part.Mapping> ways = indicators.get(i).mappings("from");
                for (int w = 0; w < Math.min(ways.size(), indicator.from().size()); w++) {
                    look.accept(indicator.from().get(w), ways.get(w));
                }
            }
        }
    }
}
