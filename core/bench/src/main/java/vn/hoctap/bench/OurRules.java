package vn.hoctap.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.bench.EngineCase.Answer;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Standing;
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

    /**
     * Continues from activity to activity.
     *
     * @param decided receives every decision
     * @return the last decision of the first set
     */
    Answer decideAfterEach(List<Fact> year, Consumer<Decision> decided) {
        Decision first = null;
        for (Folder folder : folders) {
            Standing standing = Standing.of(folder, subject, folder.zero(), circumstances);
            for (Fact fact : year) {
                standing = standing.add(new Entry.Learned(fact));
                decided.accept(standing.decision());
            }
            first = first == null ? standing.decision() : first;
        }
        return answer(first);
    }

    /** What the sets say after each activity. */
    List<Answer> answers(List<Fact> year) {
        List<Answer> answers = new ArrayList<>();
        Answer last = decideAfterEach(year, decision -> answers.add(answer(decision)));
        answers.add(last);
        return answers;
    }

    Answer decideOnce(List<Fact> year) {
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

    private static Answer answer(@Nullable Decision decision) {
        if (decision == null) {
            throw new IllegalArgumentException("there are no sets");
        }
        return new Answer(decision.met(), decision.total().toDecimal(0).intValueExact());
    }
}
