package vn.hoctap.server.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.learner.ActivityView;
import vn.hoctap.server.title.WonView;

/** Activities that people logged themselves and that nobody has verified yet. */
public record QueueView(
        String kicker,
        String sentence,
        List<Item> items,
        @Nullable String said,
        @Nullable WonView won,
        @Nullable String next,
        @Nullable String first) {

    public record Item(String subject, String href, String person, String place, ActivityView activity) {}
}
