package vn.hoctap.server.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import vn.hoctap.server.programme.Somebody.Tie;

/** When time alone moves the figures of a subject next. */
final class Ahead {
    private Ahead() {}

    /** Possibly too early, never too late; empty: nothing lies ahead. */
    static Optional<Instant> of(Census census, Somebody somebody) {
        Instant now = census.now();
        LocalDate today = LocalDate.ofInstant(now, Counting.CYCLE.zone());
        Stream<LocalDate> days = Stream.concat(
                somebody.history().changes(today).stream(),
                somebody.ties().stream()
                        .flatMap(tie -> Stream.concat(Stream.of(tie), families(census, tie)))
                        .flatMap(tie -> Stream.of(tie.from(), tie.to()))
                        .filter(Objects::nonNull));
        Stream<Instant> moments = Stream.concat(
                somebody.titles().stream().map(title -> title.validUntil()),
                somebody.facts().stream().map(fact -> fact.validUntil()));
        return Stream.concat(
                        days.map(day -> day.atStartOfDay(Counting.CYCLE.zone()).toInstant()),
                        moments.filter(Objects::nonNull))
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** What a family belongs to, its members belong to. */
    private static Stream<Tie> families(Census census, Tie tie) {
        return census.ties().getOrDefault(tie.collective(), List.of()).stream();
    }
}
