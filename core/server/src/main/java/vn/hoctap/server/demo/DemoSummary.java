package vn.hoctap.server.demo;

import java.util.Map;

/**
 * What is in the demo's ledger.
 *
 * @param titlesBySet live titles, by the id of the set that awarded them
 * @param seconds that making or opening the demo took
 */
public record DemoSummary(
        long activities, long assessments, long people, Map<String, Long> titlesBySet, double seconds) {
    public long titles() {
        return titlesBySet.values().stream().mapToLong(Long::longValue).sum();
    }
}
