package vn.hoctap.server.orgunit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a reorganisation is.
 *
 * @param share null: it has ended, or waits for its day
 * @param told null: nothing to tell yet
 */
public record ReorganisedView(
        String href,
        String kicker,
        String reason,
        String state,
        @Nullable String share,
        String progress,
        List<ReorganiseView.Figure> figures,
        @Nullable String told) {}
