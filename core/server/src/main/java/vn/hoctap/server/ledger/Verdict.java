package vn.hoctap.server.ledger;

import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Standing;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;

/** What became of a pair in a batch. */
sealed interface Verdict {

    record Decided(Judge judge, Standing standing) implements Verdict {
        Folder folder() {
            return standing.folder();
        }

        Progress progress() {
            return standing.progress();
        }

        Circumstances circumstances() {
            return standing.circumstances();
        }

        Decision decision() {
            return standing.decision();
        }
    }

    /** No set judges the subject for this pair. */
    record Unjudged() implements Verdict {}

    /**
     * Not evaluated: the code of a plugin that the set needs is in quarantine, or may not be called now. The stored progress
     * goes, and the subject stays marked until that code runs again.
     */
    record Withheld() implements Verdict {}

    /** The set cannot judge at all. The stored progress goes, so that the next attempt folds everything again. */
    record Failed() implements Verdict {}
}
