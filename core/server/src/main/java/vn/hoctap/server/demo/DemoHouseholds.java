package vn.hoctap.server.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The families and clans of some people. Who learns much lives with others who do, so that there are families with the
 * title and without.
 */
record DemoHouseholds(List<DemoFamily> families, List<DemoClan> clans) {
    private static final int MOST = 4;

    /** @param people in the order of their ids; the same people always give the same families */
    static DemoHouseholds of(List<DemoPerson> people) {
        List<DemoFamily> families = new ArrayList<>();
        Map<String, List<DemoPerson>> villages = people.stream()
                .collect(Collectors.groupingBy(DemoPerson::residence, TreeMap::new, Collectors.toList()));
        villages.forEach((village, residents) -> families.addAll(families(village, residents)));
        Map<String, List<DemoFamily>> named = families.stream()
                .collect(Collectors.groupingBy(
                        family -> family.village() + " " + family.head().familyName(),
                        TreeMap::new,
                        Collectors.toList()));
        List<DemoClan> clans = named.values().stream()
                .filter(some -> some.size() > 1)
                .map(some -> new DemoClan(
                        some.getFirst().village(), some.getFirst().head().familyName(), some))
                .toList();
        return new DemoHouseholds(families, clans);
    }

    private static List<DemoFamily> families(String village, List<DemoPerson> residents) {
        Random random = new Random(village.hashCode());
        List<DemoPerson> left = residents.stream()
                .sorted(Comparator.comparingDouble(DemoPerson::diligence).thenComparing(DemoPerson::id))
                .toList();
        List<DemoFamily> families = new ArrayList<>();
        while (!left.isEmpty()) {
            int size = Math.min(left.size(), 1 + random.nextInt(MOST));
            families.add(new DemoFamily(village, List.copyOf(left.subList(0, size))));
            left = left.subList(size, left.size());
        }
        return families;
    }
}
