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

    /** A plugin's code threw. The stored progress goes, so that the next attempt folds everything again. */
    record Failed() implements Verdict {}
}
