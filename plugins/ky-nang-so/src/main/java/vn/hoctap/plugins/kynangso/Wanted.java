package vn.hoctap.plugins.kynangso;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import vn.hoctap.api.Measure.Fault;
import vn.hoctap.api.Rational;
import vn.hoctap.api.SkillFramework.Area;
import vn.hoctap.api.SkillFramework.Component;

/** What a criteria set asks of {@link SkillLevel}: {@code component}, or {@code level} with or without {@code area}. */
record Wanted(Map<String, String> options) {
    private static final String COMPONENT = "component";
    private static final String LEVEL = "level";
    private static final String AREA = "area";
    private static final Set<String> KNOWN = Set.of(COMPONENT, LEVEL, AREA);

    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        new TreeSet<>(options.keySet())
                .stream()
                        .filter(option -> !KNOWN.contains(option))
                        .map(option -> new Fault(
                                option,
                                "“skill-level” has no option “" + option + "”.",
                                "Write component, or level with or without area."))
                        .forEach(faults::add);
        boolean component = options.containsKey(COMPONENT);
        boolean count = options.containsKey(LEVEL) || options.containsKey(AREA);
        if (component && count) {
            faults.add(new Fault(
                    COMPONENT,
                    "“skill-level” measures one component, or counts components at a level, not both.",
                    "Keep either component, or level with or without area."));
        } else if (!component && !options.containsKey(LEVEL)) {
            faults.add(new Fault(
                    AREA,
                    "“skill-level” does not know what to measure.",
                    "Write component: \"4.2\" for the level in a component, or level: 3 for the number of components at"
                            + " level 3 or higher."));
        }
        check(COMPONENT, ids(COMPONENT), faults);
        check(AREA, ids(AREA), faults);
        check(LEVEL, ids(LEVEL), faults);
        return faults;
    }

    private void check(String option, List<String> known, List<Fault> faults) {
        String value = options.get(option);
        if (value != null && !known.contains(value)) {
            faults.add(new Fault(
                    option,
                    Frameworks.OWN.id() + " has no " + option + " “" + value + "”.",
                    "Write one of " + String.join(", ", known) + ", in quotation marks."));
        }
    }

    private static List<String> ids(String option) {
        return switch (option) {
            case COMPONENT ->
                Frameworks.OWN.components().stream().map(Component::id).toList();
            case AREA -> Frameworks.OWN.areas().stream().map(Area::id).toList();
            default ->
                IntStream.rangeClosed(1, Frameworks.OWN.levels().size())
                        .mapToObj(String::valueOf)
                        .toList();
        };
    }

    boolean concerns(Proven proven) {
        String component = options.get(COMPONENT);
        String area = options.get(AREA);
        return (component == null || component.equals(proven.component()))
                && (area == null || Frameworks.within(proven.component(), area));
    }

    /** @param levels those that {@link #concerns} let pass */
    Optional<Rational> value(Levels levels, Instant asOf) {
        int highest = levels.highest(asOf);
        if (highest == 0) {
            return Optional.empty();
        }
        String least = options.get(LEVEL);
        return Optional.of(Rational.of(least == null ? highest : levels.components(Integer.parseInt(least), asOf)));
    }
}
