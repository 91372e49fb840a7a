package vn.hoctap.server.learner;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.title.WonView;

/**
 * What an activity moved.
 *
 * @param href the activity's own page
 * @param moves the indicators whose points it changed
 * @param unmoved said when it changed none
 * @param note what has still to happen
 */
public record LoggedView(
        String base,
        String back,
        String backLabel,
        String kicker,
        String sentence,
        String title,
        String detail,
        String href,
        List<ProofView> proofs,
        List<Move> moves,
        String unmoved,
        @Nullable String note,
        @Nullable WonView won) {

    /** @param share of the new points, 0 to 100 */
    public record Move(String name, String before, String after, String share) {}
}
