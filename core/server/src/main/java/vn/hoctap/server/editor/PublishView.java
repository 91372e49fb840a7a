package vn.hoctap.server.editor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a draft can be published, and where.
 *
 * @param points what was looked at
 * @param ready nothing stands against it
 * @param before when it was published last
 */
public record PublishView(
        String base,
        List<StepLink> ways,
        String sentence,
        String lead,
        List<Point> points,
        boolean ready,
        int revision,
        @Nullable String before,
        @Nullable String said) {

    /** @param tone {@code ok}, {@code wait} or {@code no} */
    public record Point(String tone, String text, List<String> details) {}
}
