package vn.hoctap.server.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.subject.UnitTree;

/**
 * Whom an export shows, as parameters of a query about subjects {@code s}.
 *
 * @param units those in one of these; empty: wherever they are
 * @param own this one alone
 */
record Within(Optional<List<String>> units, Optional<String> own, LocalDate today) {
    /** {@code $1} to {@code $3} are {@link #arguments}. */
    static final String CONDITION = """
            ($1::text[] is null or s.org_unit = any($1) or s.key in (select subject from stay where unit = any($1)
                and valid_from <= $3 and (valid_to is null or valid_to > $3))) and ($2::text is null or s.id = $2)
            """;

    static Within of(Reach reach, UnitTree tree, LocalDate today) {
        return switch (reach) {
            case Reach.All all -> new Within(Optional.empty(), Optional.empty(), today);
            case Reach.Own own -> new Within(Optional.empty(), Optional.of(own.subject()), today);
            case Reach.None none -> new Within(Optional.of(List.of()), Optional.empty(), today);
            case Reach.Under under ->
                new Within(
                        Optional.of(under.units().stream()
                                .flatMap(unit -> tree.below(unit).stream())
                                .distinct()
                                .toList()),
                        Optional.empty(),
                        today);
        };
    }

    @Nullable
    Object[] arguments(Object... more) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(units.map(list -> list.toArray(String[]::new)).orElse(null));
        all.add(own.orElse(null));
        all.add(today);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }
}
