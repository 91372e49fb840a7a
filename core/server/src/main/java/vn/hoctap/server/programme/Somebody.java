package vn.hoctap.server.programme;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.ledger.Standings.Stood;
import vn.hoctap.server.title.Title;

/**
 * All that figures ask about one subject.
 *
 * @param facts that prove skills or training
 * @param ties to families and clans
 */
record Somebody(
        long key, SubjectHistory history, List<Title> titles, List<Stood> stood, List<Fact> facts, List<Tie> ties) {

    /** He belongs to a collective on the days of {@code [from, to)}. */
    record Tie(long collective, LocalDate from, @Nullable LocalDate to) {
        boolean covers(LocalDate day) {
            return !day.isBefore(from) && (to == null || day.isBefore(to));
        }
    }
}
