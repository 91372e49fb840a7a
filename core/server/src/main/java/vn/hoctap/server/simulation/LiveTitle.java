package vn.hoctap.server.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleRows;
import vn.hoctap.server.title.TitleState;

/** A live title as a checkpoint keeps it. */
record LiveTitle(
        long subject,
        String serial,
        String title,
        int cycle,
        String set,
        String version,
        @Nullable String level,
        String state,
        boolean flagged) {

    private record Of(long subject, String title, int cycle) {}

    private Of of() {
        return new Of(subject, title, cycle);
    }

    /** Not before an authority has recognised it, where it has to. */
    boolean counts() {
        return !state.equals(TitleState.ELIGIBLE.name());
    }

    /** All of these subjects. */
    static List<LiveTitle> read(Sql sql, Collection<Long> subjects) {
        List<LiveTitle> live = new ArrayList<>();
        TitleRows.bySubject(Await.on(TitleRows.read(sql, subjects)))
                .forEach((subject, titles) -> titles.stream()
                        .filter(title -> title.state().live())
                        .forEach(title -> live.add(known(subject, title))));
        return live;
    }

    static @Nullable LiveTitle of(long subject, @Nullable Title title) {
        return title == null ? null : known(subject, title);
    }

    private static LiveTitle known(long subject, Title title) {
        return new LiveTitle(
                subject,
                title.serial(),
                title.title(),
                title.cycle(),
                title.set(),
                title.version(),
                title.level(),
                title.state().name(),
                title.flag() != null);
    }

    /** Why those ended that have ended meanwhile, by their serials. */
    static Map<String, Title> ended(Sql sql, Collection<LiveTitle> before) {
        Set<Long> subjects = before.stream().map(LiveTitle::subject).collect(Collectors.toSet());
        return subjects.isEmpty()
                ? Map.of()
                : TitleRows.bySubject(Await.on(TitleRows.read(sql, subjects))).values().stream()
                        .flatMap(List::stream)
                        .filter(title -> !title.state().live() || title.flag() != null)
                        .collect(Collectors.toMap(Title::serial, title -> title, (one, same) -> one));
    }

    static List<TitleChange> changes(
            Collection<LiveTitle> before, Collection<LiveTitle> after, Map<String, Title> ended) {
        Map<Of, LiveTitle> then = by(before);
        Map<Of, LiveTitle> now = by(after);
        Set<Of> all = new LinkedHashSet<>(then.keySet());
        all.addAll(now.keySet());
        return all.stream()
                .flatMap(of -> change(then.get(of), now.get(of), ended).stream())
                .toList();
    }

    private static Map<Of, LiveTitle> by(Collection<LiveTitle> titles) {
        return titles.stream().collect(Collectors.toMap(LiveTitle::of, title -> title, (one, same) -> one));
    }

    private static Optional<TitleChange> change(
            @Nullable LiveTitle before, @Nullable LiveTitle after, Map<String, Title> ended) {
        Title reasoned = before == null ? null : ended.get(before.serial());
        return TitleChange.between(before, after)
                .map(change -> reasoned == null ? change : change.because(reason(change.fate(), reasoned)));
    }

    private static @Nullable String reason(Fate fate, Title ended) {
        return switch (fate) {
            case LOST -> ended.reason();
            case FLAGGED -> ended.flag();
            case GAINED, LEVEL, RENEWED -> null;
        };
    }
}
