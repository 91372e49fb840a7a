package vn.hoctap.server.demo;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the groups live: what their people do in a year, and how they are appraised. */
final class DemoLife {
    private final Map<String, DemoGroup> groups;
    private final Map<String, List<DemoHabit>> habits;

    private DemoLife(List<DemoGroup> groups, List<DemoHabit> habits) {
        this.groups = groups.stream().collect(Collectors.toMap(DemoGroup::id, Function.identity()));
        this.habits = habits.stream().collect(Collectors.groupingBy(DemoHabit::group));
    }

    static DemoLife read() {
        return new DemoLife(DemoTables.groups(), DemoTables.habits());
    }

    DemoGroup group(String id) {
        return Objects.requireNonNull(groups.get(id), id);
    }

    /** @param of a group, or a workplace with habits of its own */
    List<DemoHabit> habits(String of) {
        return habits.getOrDefault(of, List.of());
    }
}
