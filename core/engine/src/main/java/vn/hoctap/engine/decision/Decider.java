package vn.hoctap.engine.decision;

import java.util.List;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectState;

/** Decides what progress earns. Pure: the same arguments always give the same decision. */
public final class Decider {
    private Decider() {}

    /** Works everything out; {@link Standing} continues from entry to entry instead. */
    public static Decision decide(Folder folder, SubjectState subject, Progress progress, Circumstances circumstances) {
        return Standing.of(folder, subject, progress, circumstances).decision();
    }

    /** The decision on given scores, which may be imagined ones. */
    static Decision on(Ground ground, List<IndicatorResult> scores, Circumstances circumstances) {
        Sheet sheet = Sheet.of(ground.outline(), scores);
        return Award.of(ground, sheet, circumstances).decision(ground, sheet);
    }
}
