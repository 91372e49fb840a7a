package vn.hoctap.engine.criteria;

import java.time.Instant;
import java.util.Optional;

/** How long an awarded title stays valid. */
public sealed interface Validity {

    /** The first moment at which the title is no longer valid; empty: it has no end. */
    Optional<Instant> until(Instant awardedAt, int cycle, CycleRule rule);

    record Unlimited() implements Validity {
        @Override
        public Optional<Instant> until(Instant awardedAt, int cycle, CycleRule rule) {
            return Optional.empty();
        }
    }

    record Months(int months, From from) implements Validity {
        @Override
        public Optional<Instant> until(Instant awardedAt, int cycle, CycleRule rule) {
            Instant start = from == From.AWARD ? awardedAt : rule.end(cycle);
            return Optional.of(start.atZone(rule.zone()).plusMonths(months).toInstant());
        }
    }

    /** Until the cycle after the title's own ends. */
    record EndOfNextCycle() implements Validity {
        @Override
        public Optional<Instant> until(Instant awardedAt, int cycle, CycleRule rule) {
            return Optional.of(rule.end(cycle + 1));
        }
    }

    enum From {
        AWARD,
        END_OF_CYCLE
    }
}
