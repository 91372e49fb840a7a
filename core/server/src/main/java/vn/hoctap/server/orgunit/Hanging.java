package vn.hoctap.server.orgunit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Under which unit a unit hangs, from a day on until the next day for which something else is said.
 *
 * @param parent null: at the top of the tree
 */
record Hanging(String unit, LocalDate from, @Nullable String parent) {
    /** Since ever. */
    static final LocalDate EVER = LocalDate.of(1, 1, 1);
}
