package vn.hoctap.server.demo;

import java.util.Comparator;
import java.util.List;

/**
 * People of one village under one roof.
 *
 * @param people at least one
 */
record DemoFamily(String village, List<DemoPerson> people) {

    /** The same whatever else is entered. */
    String id() {
        return "gd-" + people.getFirst().id().substring("cit-".length());
    }

    String name() {
        return "Gia đình " + head().name();
    }

    /** The eldest, who speaks for it. */
    DemoPerson head() {
        return people.stream()
                .min(Comparator.comparing(DemoPerson::birthDate).thenComparing(DemoPerson::id))
                .orElseThrow();
    }

    double diligence() {
        return people.stream().mapToDouble(DemoPerson::diligence).average().orElse(0);
    }
}
