package vn.hoctap.engine.decision;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.measure.Tally.Counted;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Slot;
import vn.hoctap.engine.progress.SubjectState;

/** A decision together with the entries that each indicator's points rest on. */
public record Explanation(Decision decision, Map<String, List<Counted>> counted) {

    /** Folds all entries of the subject and decides, as the incremental way would have. */
    public static Explanation of(
            Folder folder, SubjectState subject, Collection<? extends Entry> entries, Circumstances circumstances) {
        Decision decision = Decider.decide(folder, subject, folder.all(entries), circumstances);
        Map<String, List<Counted>> counted = new HashMap<>();
        int slot = 0;
        for (Indicator indicator : folder.set().indicators()) {
            IndicatorResult result = decision.indicators().stream()
                    .filter(i -> i.id().equals(indicator.id()))
                    .findFirst()
                    .orElseThrow();
            if (result.way() >= 0) {
                counted.put(
                        indicator.id(),
                        counted(folder, folder.slots().get(slot + result.way()), entries, circumstances));
            }
            slot += indicator.from().size();
        }
        return new Explanation(decision, Map.copyOf(counted));
    }

    private static List<Counted> counted(
            Folder folder, Slot slot, Collection<? extends Entry> entries, Circumstances circumstances) {
        List<? extends Entry> counting = entries.stream().filter(slot::counts).toList();
        return slot.tally().counted(counting, folder.set().cycle().zone(), circumstances.asOf());
    }

    /** The entries behind an indicator's points; empty without data. */
    public List<Counted> counted(String indicator) {
        return counted.getOrDefault(indicator, List.of());
    }
}
