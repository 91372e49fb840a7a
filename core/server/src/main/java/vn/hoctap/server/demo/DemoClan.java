package vn.hoctap.server.demo;

import java.util.List;

/**
 * Families of one name in one village.
 *
 * @param families at least two
 */
record DemoClan(String village, String familyName, List<DemoFamily> families) {

    String id() {
        return "dh-" + families.getFirst().id().substring("gd-".length());
    }

    /** @param place the village's name */
    String name(String place) {
        return "Họ " + familyName + ", " + place;
    }

    DemoPerson head() {
        return families.getFirst().head();
    }

    double diligence() {
        return families.stream().mapToDouble(DemoFamily::diligence).average().orElse(0);
    }
}
