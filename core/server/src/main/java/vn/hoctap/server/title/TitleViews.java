package vn.hoctap.server.title;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Level;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;

/** Puts titles into words. */
public final class TitleViews {
    private final Words words;
    private final Function<String, Optional<CriteriaSet>> sets;

    /** @param sets by id */
    public TitleViews(Words words, Function<String, Optional<CriteriaSet>> sets) {
        this.words = words;
        this.sets = sets;
    }

    public TitleView of(TitleRecord title) {
        TitleState state = TitleState.valueOf(title.state());
        return new TitleView(
                title.serial(), name(title), state(title), tone(state), state.live(), detail(title), reason(title));
    }

    /** The title with its level and year. */
    public String name(TitleRecord title) {
        Optional<CriteriaSet> set = sets.apply(title.set());
        String name = set.map(s -> words.in(s.title())).orElse(title.title());
        String level = title.level();
        String full = level == null ? name : name + " – " + level(set, level);
        return words.get("title.name", full, Integer.toString(title.cycle()));
    }

    private String level(Optional<CriteriaSet> set, String level) {
        return set.flatMap(s -> s.award().levels().stream()
                        .filter(l -> l.id().equals(level))
                        .findFirst())
                .flatMap(Level::name)
                .map(words::in)
                .orElseGet(() -> words.orElse("level." + level, level));
    }

    public String state(TitleRecord title) {
        return words.get("title.state." + title.state());
    }

    public static Tone tone(TitleState state) {
        return switch (state) {
            case AWARDED, RECOGNISED -> Tone.OK;
            case ELIGIBLE -> Tone.WAIT;
            case WITHDRAWN -> Tone.NO;
            case EXPIRED, SUPERSEDED -> Tone.STILL;
        };
    }

    private String detail(TitleRecord title) {
        List<String> parts = new ArrayList<>();
        parts.add(words.get("title.awarded", title.awardedAt()));
        parts.add(validity(title));
        return String.join(" · ", parts);
    }

    public String validity(TitleRecord title) {
        Instant end = title.validUntil();
        return end == null ? words.get("title.unlimited") : words.get("title.until", lastDay(end));
    }

    /** An end at midnight is the first moment without the title; people read the last day with it. */
    static Instant lastDay(Instant end) {
        return end.minusNanos(1);
    }

    private @Nullable String reason(TitleRecord title) {
        String reason = title.reason();
        return reason == null || title.decidedBy() != null
                ? reason
                : new ReasonWords(words, sets.apply(title.set())).of(ReasonText.parse(reason));
    }

    /** @param who as the congratulation calls him */
    public WonView won(TitleRecord title, String who, boolean own) {
        return new WonView(
                title.serial(), words.get(own ? "won.self" : "won.other", who, name(title)), validity(title));
    }
}
