package vn.hoctap.server.programme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.server.orgunit.OrgUnitKind;

/**
 * What is counted for a target, without the years and percentages: two programmes that ask for the same count the same.
 *
 * @param segment for the metrics of a segment
 * @param base for the digital metrics
 * @param title whose holders are counted; empty where none are
 * @param key short, and the same for the same meaning
 * @param levels of units, or kinds of communities, that count; empty: all
 */
record Aim(
        Metric metric,
        @Nullable Segment segment,
        @Nullable Base base,
        String title,
        Set<OrgUnitKind> levels,
        Optional<Expression> population,
        Optional<Expression> have,
        Yardstick yardstick,
        String key) {
    private static final int KEY_BYTES = 9;

    static Aim of(
            Metric metric,
            @Nullable Segment segment,
            @Nullable Base base,
            String title,
            Set<OrgUnitKind> levels,
            Optional<Expression> population,
            Optional<Expression> have,
            Yardstick yardstick) {
        Aim keyless = new Aim(metric, segment, base, title, levels, population, have, yardstick, "");
        return new Aim(metric, segment, base, title, levels, population, have, yardstick, keyless.digest());
    }

    private String digest() {
        String meaning = String.join(
                "\n",
                metric.slug(),
                segment == null ? "" : segment.slug(),
                base == null ? "" : base.slug(),
                title,
                new TreeSet<>(levels).toString(),
                population.map(Expression::source).orElse(""),
                have.map(Expression::source).orElse(""),
                yardstick.written());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(meaning.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
