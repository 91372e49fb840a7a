package vn.hoctap.server.programme;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the sources of programmes leave open, with what is ours where a programme does not say.
 *
 * @param adultAge from which age on somebody is an adult
 * @param trainedBy the type of activity by which somebody is trained
 * @param framework in which digital skills are told
 * @param digital the level at which one component is a digital skill
 * @param components all of them at the level {@code proficient} are proficiency
 */
record Yardstick(
        int adultAge,
        Set<String> workerGroups,
        String trainedBy,
        String framework,
        int digital,
        List<String> components,
        int proficient) {

    static final Yardstick USUAL = new Yardstick(
            18, Set.of("nong-dan", "cong-nhan"), "criteria-training", "tt02-2025", 3, List.of("1.1", "2.3"), 5);

    /** @param levels of the components of the framework, those at 0 left out */
    boolean isDigital(Map<String, Integer> levels) {
        return levels.values().stream().anyMatch(level -> level >= digital);
    }

    boolean isProficient(Map<String, Integer> levels) {
        return components.stream().allMatch(component -> levels.getOrDefault(component, 0) >= proficient);
    }

    /** The same text for the same meaning. */
    String written() {
        return String.join(
                ";",
                String.valueOf(adultAge),
                new TreeSet<>(workerGroups).toString(),
                trainedBy,
                framework,
                String.valueOf(digital),
                new TreeSet<>(components).toString(),
                String.valueOf(proficient));
    }
}
