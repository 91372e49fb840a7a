package vn.hoctap.engine.criteria;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.expression.Suggestions;
import vn.hoctap.engine.measure.BuiltIn;
import vn.hoctap.engine.measure.Measures;

/** Reads the ways to earn an indicator's points and checks that each says what its measure needs, and nothing else. */
final class WayReader {
    private static final Set<BuiltIn> OPTIONAL_OF = EnumSet.of(BuiltIn.MEMBERS);
    private static final Set<String> KEYS =
            Set.of("measure", "of", "where", "have", "by", "trust", "window", "points", "advice");

    private final Measures measures;
    private final Formulas formulas;
    private final Optional<SubjectKind> kind;
    private final Thresholds thresholds;
    private final Faults faults;

    WayReader(Measures measures, Formulas formulas, Optional<SubjectKind> kind, Thresholds thresholds, Faults faults) {
        this.measures = measures;
        this.formulas = formulas;
        this.kind = kind;
        this.thresholds = thresholds;
        this.faults = faults;
    }

    /** Empty when the way names no measure. */
    Optional<Way> read(Part.Mapping way, Optional<Rational> max) {
        return way.text("measure").map(name -> {
            Optional<BuiltIn> builtIn = BuiltIn.of(name);
            if (builtIn.isPresent()) {
                check(way, builtIn.get(), max);
            } else {
                checkForeign(way, name);
            }
            return read(way, name, builtIn, max);
        });
    }

    private Way read(Part.Mapping way, String name, Optional<BuiltIn> builtIn, Optional<Rational> max) {
        boolean members = builtIn.filter(BuiltIn::ofMembers).isPresent();
        SubjectKind counted = SubjectKind.ofPlural(way.text("of").orElse("")).orElse(SubjectKind.CITIZEN);
        Way.Window usual = builtIn.equals(Optional.of(BuiltIn.STATUS)) ? Way.Window.HELD : Way.Window.CYCLE;
        return new Way(
                name,
                way.text("of"),
                members ? formulas.onMember(way, "where", counted) : formulas.onActivity(way, "where"),
                formulas.onMember(way, "have", counted),
                Values.choice(way, "by", Way.Assessor.class),
                Values.choice(way, "trust", Way.Trust.class).orElse(Way.Trust.ANY),
                Values.choice(way, "window", Way.Window.class).orElse(usual),
                new PointsReader(max, thresholds, faults).read(way),
                builtIn.isPresent() ? Map.of() : options(way),
                Values.text(way, "advice", faults));
    }

    private static Map<String, String> options(Part.Mapping way) {
        Map<String, String> options = new TreeMap<>();
        way.fields().forEach((key, part) -> {
            if (!KEYS.contains(key) && part instanceof Part.Scalar scalar) {
                options.put(key, Scalars.show(scalar.value()));
            }
        });
        return options;
    }

    private void checkForeign(Part.Mapping way, String name) {
        if (!measures.knows(name)) {
            String remedy = Suggestions.nearest(name, measures.names())
                    .map(near -> "Did you mean “" + near + "”?")
                    .orElse("Known are " + String.join(", ", new TreeSet<>(measures.names()))
                            + "; or install the plugin that brings it.");
            faults.add(way.at("measure"), "The measure “" + name + "” is unknown.", remedy);
        }
        meaningless(way, name, Set.of("have", "by"));
        measures.faults(name, options(way)).forEach(fault -> {
            Part at = way.get(fault.option()).orElse(way.at("measure"));
            faults.add(at, fault.message(), fault.remedy());
        });
    }

    private void check(Part.Mapping way, BuiltIn measure, Optional<Rational> max) {
        Set<String> unused = switch (measure) {
            case ASSESSED -> Set.of("of", "where", "trust", "window", "have");
            case SHARE -> Set.of("by", "trust", "window");
            case MEMBERS -> Set.of("by", "trust", "window", "have");
            default -> Set.of("by", "have");
        };
        meaningless(way, measure.slug(), unused);
        if (!unused.contains("of")) {
            checkOf(way, measure);
        }
        if (measure == BuiltIn.ASSESSED) {
            needed(way, "by", "Say whose points count: by: self or by: appraiser.");
            if (max.isEmpty()) {
                faults.add(
                        way,
                        "Points that somebody gives need an upper limit.",
                        "Give the indicator a “max”, for example max: 10.");
            }
        }
        if (measure == BuiltIn.SHARE) {
            needed(
                    way,
                    "have",
                    "Say what a counted member must have, for example have: 'holds(\"cong-dan-hoc-tap\")'.");
        }
        if (measure.ofMembers()) {
            kind.ifPresent(whose -> checkMembers(way, measure, whose));
        }
    }

    private void checkMembers(Part.Mapping way, BuiltIn measure, SubjectKind whose) {
        if (whose == SubjectKind.CITIZEN) {
            faults.add(
                    way.at("measure"),
                    "A citizen has no members.",
                    "Use “" + measure.slug() + "” in sets for a family, clan, community or unit.");
            return;
        }
        way.text("of")
                .flatMap(SubjectKind::ofPlural)
                .filter(counted -> !whose.members().contains(counted))
                .ifPresent(counted -> faults.add(
                        way.at("of"),
                        "A " + whose.slug() + " has no " + counted.plural() + " among its members.",
                        "Write one of "
                                + whose.members().stream()
                                        .map(SubjectKind::plural)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private void checkOf(Part.Mapping way, BuiltIn measure) {
        Set<String> fields = measure.fields();
        boolean absent = way.get("of").isEmpty();
        List<String> sorted = fields.stream().sorted().toList();
        if (fields.isEmpty() && !absent) {
            meaningless(way, measure.slug(), Set.of("of"));
        } else if (absent && !fields.isEmpty() && !OPTIONAL_OF.contains(measure)) {
            needed(way, "of", "Write one of " + String.join(", ", sorted) + ".");
        } else if (way.text("of").filter(field -> !fields.contains(field)).isPresent()) {
            String field = way.text("of").orElseThrow();
            String choices = "Write one of " + String.join(", ", sorted) + ".";
            faults.add(
                    way.at("of"),
                    "“" + measure.slug() + "” cannot be taken of “" + field + "”.",
                    Suggestions.nearest(field, fields)
                            .map(near -> "Did you mean “" + near + "”? " + choices)
                            .orElse(choices));
        }
    }

    private void needed(Part.Mapping way, String key, String remedy) {
        if (way.get(key).isEmpty()) {
            String measure = way.text("measure").orElse("");
            faults.add(way, "The measure “" + measure + "” needs “" + key + "”.", remedy);
        }
    }

    private void meaningless(Part.Mapping way, String measure, Set<String> keys) {
        keys.stream()
                .sorted()
                .forEach(key -> way.get(key)
                        .ifPresent(part -> faults.add(
                                part,
                                "“" + key + "” means nothing for “" + measure + "”.",
                                "Take it out, or choose a measure that uses it.")));
    }
}
