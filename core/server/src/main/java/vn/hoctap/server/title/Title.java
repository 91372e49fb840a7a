package vn.hoctap.server.title;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A title as it is stored.
 *
 * @param asOf the moment of the decision that awarded it
 * @param reason why it is not live any more
 * @param decidedBy the person who withdrew or recognised it; null: the rules did
 * @param flag why a human should look at a recognised title
 * @param changedAt when its state changed last
 */
public record Title(
        String serial,
        String title,
        int cycle,
        String set,
        String version,
        @Nullable String level,
        TitleState state,
        Instant awardedAt,
        @Nullable Instant validUntil,
        Instant asOf,
        @Nullable String reason,
        @Nullable String decidedBy,
        @Nullable String flag,
        Instant changedAt) {

    public boolean isOf(String otherTitle, int otherCycle) {
        return title.equals(otherTitle) && cycle == otherCycle;
    }

    /**
     * Whether it counts for a year that is over: it was held at the year's last instant, or given for that year later. What
     * becomes of it in later years changes nothing, except that somebody withdraws it.
     *
     * @param end the first instant after the year's reference date
     */
    public boolean heldThrough(int year, Instant end) {
        boolean own = cycle == year;
        boolean had = state.held()
                || state == TitleState.EXPIRED
                || (!own && state == TitleState.SUPERSEDED && !changedAt.isBefore(end));
        return had && (own || awardedAt.isBefore(end)) && (validUntil == null || !validUntil.isBefore(end));
    }

    /** Its time has run out; from then on nothing but a person changes it. */
    public boolean lapsed(Instant now) {
        return validUntil != null && !validUntil.isAfter(now);
    }

    public boolean heldAt(Instant now) {
        return state.held() && !lapsed(now);
    }

    public TitleState stateAt(Instant now) {
        return state.live() && lapsed(now) ? TitleState.EXPIRED : state;
    }

    public TitleRecord shown(String subject, Instant now) {
        return new TitleRecord(
                serial,
                subject,
                set,
                version,
                title,
                level,
                cycle,
                stateAt(now).name(),
                awardedAt,
                validUntil,
                stateAt(now) == state ? reason : expired().reason(),
                decidedBy);
    }

    /**
     * As it stood at an earlier moment; empty before its award.
     *
     * @param first the state in which titles of its set begin
     */
    public Optional<Title> at(Instant moment, TitleState first) {
        if (awardedAt.isAfter(moment)) {
            return Optional.empty();
        }
        return Optional.of(changedAt.isAfter(moment) ? ended(first, null, null, awardedAt) : this);
    }

    Title ended(TitleState end, @Nullable String why, @Nullable String who, Instant now) {
        return new Title(
                serial, title, cycle, set, version, level, end, awardedAt, validUntil, asOf, why, who, flag, now);
    }

    /** As of the moment at which its time ran out, however late that is noticed. */
    public Title expired() {
        Instant end = Objects.requireNonNull(validUntil, "a title without an end");
        return ended(TitleState.EXPIRED, ReasonText.of(new Reason.Lapsed()), null, end);
    }

    Title flagged(@Nullable String why) {
        return new Title(
                serial,
                title,
                cycle,
                set,
                version,
                level,
                state,
                awardedAt,
                validUntil,
                asOf,
                reason,
                decidedBy,
                why,
                changedAt);
    }
}
