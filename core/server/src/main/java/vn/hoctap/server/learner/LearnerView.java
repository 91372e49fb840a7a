package vn.hoctap.server.learner;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.title.TitleView;
import vn.hoctap.server.title.WonView;

/**
 * The page "My learning".
 *
 * @param base the address under which the person's actions lie
 * @param said what the last action did
 * @param asked what an officer asks and waits for
 */
public record LearnerView(
        String base,
        String kicker,
        String greeting,
        List<Link> years,
        @Nullable String said,
        @Nullable WonView won,
        List<AskedView> asked,
        List<StandingView> standings,
        List<TitleView> titles,
        List<ActivityView> activities,
        List<BelongingView> belongings) {}
