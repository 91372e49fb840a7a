package vn.hoctap.server.programme;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CycleRule;
import vn.hoctap.engine.expression.Holdings;
import vn.hoctap.server.title.Title;

/**
 * What somebody holds as a year is counted: while it lasts, what is valid now; once it is over, what was valid at its end,
 * so that what later years bring does not change it.
 */
record Held(List<Title> titles) implements Holdings {

    static Held of(Collection<Title> all, int cycle, CycleRule rule, Instant now) {
        Instant end = end(cycle, rule);
        return new Held(all.stream()
                .filter(title -> now.isBefore(end) ? title.heldAt(now) : title.heldThrough(cycle, end))
                .toList());
    }

    /** The end of the day at which the year is told. */
    static Instant end(int cycle, CycleRule rule) {
        return rule.referenceDate(cycle).plusDays(1).atStartOfDay(rule.zone()).toInstant();
    }

    boolean any() {
        return !titles.isEmpty();
    }

    boolean holds(String title) {
        return holds(title, null);
    }

    @Override
    public boolean holds(String title, @Nullable String level) {
        return titles.stream()
                .anyMatch(one -> one.title().equals(title) && (level == null || level.equals(one.level())));
    }
}
