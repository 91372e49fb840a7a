package vn.hoctap.server.ledger;

import java.util.List;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.CourseOffer;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Explanation;
import vn.hoctap.engine.decision.Missing;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectState;

/**
 * How a subject stands under the set that judges it for one title and cycle.
 *
 * @param entries everything of the subject that may count
 * @param explanation the decision and the facts that each indicator rests on
 */
public record Explained(
        CriteriaSet set,
        SubjectState state,
        Folder folder,
        List<Entry> entries,
        Circumstances circumstances,
        Explanation explanation) {

    public Decision decision() {
        return explanation.decision();
    }

    /** The shortest way to the title; worked out when it is asked for. */
    public Missing missing(List<CourseOffer> catalogue) {
        return Missing.of(folder, state, entries, circumstances, catalogue);
    }
}
