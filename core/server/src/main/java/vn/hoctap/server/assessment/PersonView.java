package vn.hoctap.server.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.learner.ActivityView;
import vn.hoctap.server.learner.BelongingView;
import vn.hoctap.server.learner.StandingView;
import vn.hoctap.server.title.TitleView;
import vn.hoctap.server.title.WonView;

/**
 * One person as an officer sees him.
 *
 * @param said what the last action did
 * @param linkable the reader may say which accounts are this person's
 */
public record PersonView(
        String base,
        String kicker,
        String name,
        String sentence,
        List<Link> years,
        @Nullable String said,
        @Nullable WonView won,
        boolean loggable,
        boolean linkable,
        List<StandingView> standings,
        List<TitleView> titles,
        List<ActivityView> activities,
        List<BelongingView> belongings) {}
