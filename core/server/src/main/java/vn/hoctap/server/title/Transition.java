package vn.hoctap.server.title;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Recognition;
import vn.hoctap.engine.decision.Decision;

/**
 * What a decision does to the titles of its subject, title and cycle. Applied twice, the second time changes nothing; so
 * the same rules tell an audit whether the stored titles are right.
 *
 * @param serials makes the serial of a new title
 */
public record Transition(Supplier<String> serials, Instant now) {

    /** The titles that are new or altered. */
    public List<Title> after(Decision decision, CriteriaSet set, List<Title> stored) {
        if (stored.isEmpty()) {
            return decision.met() ? List.of(award(decision, set)) : List.of();
        }
        Optional<Title> live = stored.stream().filter(t -> t.state().live()).findFirst();
        if (live.filter(title -> title.lapsed(now)).isPresent() || withdrawnByPerson(stored) || expired(stored)) {
            return List.of();
        }
        if (!decision.met()) {
            return live.map(title -> without(title, Reason.denial(decision))).orElse(List.of());
        }
        return live.map(title -> again(title, decision, set)).orElseGet(() -> List.of(award(decision, set)));
    }

    /** No set judges the subject for this title and cycle any more. */
    public List<Title> unjudged(List<Title> stored) {
        return stored.stream()
                .filter(title -> title.state().live() && !title.lapsed(now))
                .flatMap(title -> without(title, new Reason.Unjudged()).stream())
                .toList();
    }

    /** A person takes the title away; the rules do not give it again in that cycle. */
    public Title withdrawn(Title title, String reason, String by) {
        return title.ended(TitleState.WITHDRAWN, reason, by, now);
    }

    /** The change of rules that had given it is taken back; the rules may give it again. */
    public Title undone(Title title) {
        return title.ended(TitleState.WITHDRAWN, ReasonText.of(new Reason.Undone()), null, now);
    }

    /** It lives again as it was before a change of rules that is taken back. */
    public Title restored(Title title, TitleState state) {
        return title.ended(state, null, null, now);
    }

    private static boolean withdrawnByPerson(List<Title> stored) {
        return stored.stream().anyMatch(t -> t.state() == TitleState.WITHDRAWN && t.decidedBy() != null);
    }

    private static boolean expired(List<Title> stored) {
        return stored.stream().anyMatch(t -> t.state() == TitleState.EXPIRED);
    }

    private List<Title> without(Title live, Reason reason) {
        String text = ReasonText.of(reason);
        return live.state() == TitleState.RECOGNISED
                ? flag(live, text)
                : List.of(live.ended(TitleState.WITHDRAWN, text, null, now));
    }

    private List<Title> again(Title live, Decision decision, CriteriaSet set) {
        boolean same = live.set().equals(decision.set())
                && live.version().equals(decision.version())
                && Objects.equals(live.level(), decision.level().orElse(null));
        if (live.state() == TitleState.RECOGNISED) {
            return flag(live, same ? null : "Another level or criteria set is earned now than was recognised.");
        }
        if (same) {
            return List.of();
        }
        Title next = award(decision, set);
        String reason = ReasonText.of(new Reason.Replaced(next.serial()));
        return List.of(live.ended(TitleState.SUPERSEDED, reason, null, now), next);
    }

    private static List<Title> flag(Title live, @Nullable String reason) {
        return Objects.equals(live.flag(), reason) ? List.of() : List.of(live.flagged(reason));
    }

    private Title award(Decision decision, CriteriaSet set) {
        return new Title(
                serials.get(),
                decision.title(),
                decision.cycle(),
                decision.set(),
                decision.version(),
                decision.level().orElse(null),
                set.recognition() == Recognition.AUTOMATIC ? TitleState.AWARDED : TitleState.ELIGIBLE,
                now,
                set.validity().until(now, decision.cycle(), set.cycle()).orElse(null),
                now,
                null,
                null,
                null,
                now);
    }
}
