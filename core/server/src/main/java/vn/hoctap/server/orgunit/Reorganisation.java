package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of units on one day, step by step; each step sees what those before it have done.
 *
 * @param effective the first day of the new order
 * @param reason the resolution or decision by which it is done
 * @param keepsAttributes units that get another unit above them keep what they had by the one before
 */
record Reorganisation(LocalDate effective, String reason, boolean keepsAttributes, List<Step> steps) {
    Reorganisation {
        steps = List.copyOf(steps);
    }

    sealed interface Step {}

    /** Several units, or one, become one. What hangs under them hangs under it. */
    record Merge(List<String> units, Target into) implements Step {}

    /** A unit becomes several. What nobody names, and whoever lives at the unit itself, goes to the first part. */
    record Split(String unit, List<Part> into) implements Step {}

    /** Units end without anybody taking their place. What hangs under them hangs under another unit. */
    record Dissolve(List<String> units, Optional<String> parent) implements Step {}

    /** Units hang under another unit. */
    record Rehang(List<String> units, String parent) implements Step {}

    /** @param units what is to hang under it, of what hung under the unit that is split */
    record Part(Target target, List<String> units) {}

    /**
     * A unit that is known, or a new one.
     *
     * @param name null: it must be known
     * @param parent null: as the first unit whose place it takes
     * @param kind null: the same
     * @param attributes empty: what all whose place it takes have in common
     */
    record Target(
            String id,
            @Nullable String name,
            @Nullable OrgUnitKind kind,
            @Nullable String parent,
            Map<String, Object> attributes) {}
}
