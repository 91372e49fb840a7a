package vn.hoctap.server.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param all those that are over, too
 * @param retains whether this reader may remove what has served its purpose
 */
public record DataRequestsView(
        boolean all,
        List<RequestView> requests,
        boolean retains,
        @Nullable String next,
        @Nullable String first) {}
