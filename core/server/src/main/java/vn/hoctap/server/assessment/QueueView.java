package vn.hoctap.server.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.learner.ActivityView;
import vn.hoctap.server.learner.ProofView;
import vn.hoctap.server.learner.QuestionView;
import vn.hoctap.server.title.WonView;

/**
 * What people said themselves, for those who verify it.
 *
 * @param part which part of the queue
 * @param parts the ways to the others
 * @param units the places that the list can be narrowed to; fewer than two: there is nothing to choose
 * @param empty said when there are no items
 * @param many whether several can be verified at once
 */
public record QueueView(
        String kicker,
        String sentence,
        String part,
        List<Link> parts,
        List<Option> units,
        boolean many,
        String empty,
        List<Item> items,
        @Nullable String said,
        @Nullable WonView won,
        @Nullable String next,
        @Nullable String first) {

    /**
     * @param choice names the activity in a form that verifies several
     * @param effects what a verification would do
     * @param decided when the officer decided; null: he has not
     * @param rejected how he decided
     */
    public record Item(
            String subject,
            String href,
            String person,
            String place,
            String choice,
            ActivityView activity,
            List<ProofView> proofs,
            List<QuestionView> questions,
            boolean answered,
            List<String> effects,
            @Nullable String decided,
            boolean rejected) {}
}
