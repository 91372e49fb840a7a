package vn.hoctap.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectState;

/** The case as Hoctap judges it: folded, and decided after every activity. */
final class OurRules {
    private final List<Folder> folders = new ArrayList<>();
    private final SubjectState subject = new SubjectState("cit-1", Map.of("id", "cit-1", "kind", "citizen"), List.of());
    private final Circumstances circumstances = Circumstances.at(Instant.parse("2026-12-01T00:00:00Z"));

    OurRules(EngineCase rules) {
        for (CriteriaSet set : rules.read()) {
            folders.add(new Folder(set, EngineCase.CYCLE, Measures.builtIn()));
        }
    }

    /** The last decision of the first set. */
    EngineCase.Answer decideAfterEach(List<Fact> year) {
        Decision first = null;
        for (Folder folder : folders) {
            Progress progress = folder.zero();
            Decision last = null;
            for (Fact fact : year) {
                progress = folder.add(progress, new Entry.Learned(fact));
                last = Decider.decide(folder, subject, progress, circumstances);
            }
            first = first == null ? last : first;
        }
        return answer(first);
    }

    EngineCase.Answer decideOnce(List<Fact> year) {
        Decision first = null;
        for (Folder folder : folders) {
            Progress progress = folder.zero();
            for (Fact fact : year) {
                progress = folder.add(progress, new Entry.Learned(fact));
            }
            Decision last = Decider.decide(folder, subject, progress, circumstances);
            first = first == null ? last : first;
        }
        return answer(first);
    }

    private static EngineCase.Answer answer(@org.jspecify.annotations.Nullable Decision decision) {
        if (decision == null) {
            throw new IllegalArgumentException("there are no sets");
        }
        return new EngineCase.Answer(
                decision.met(), decision.total().toDecimal(0).intValueExact());
    }
}
