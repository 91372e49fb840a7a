package vn.hoctap.server.plugin.trust;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param may whether the reader may change anything
 * @param wrong what was wrong with what was just sent; null: nothing
 */
public record PublishersView(
        List<Line> lines, boolean may, @Nullable String wrong) {

    /** @param remove where to send its removal; null: it stands in the settings */
    public record Line(
            String name,
            String fingerprint,
            String valid,
            String from,
            @Nullable String remove) {}
}
