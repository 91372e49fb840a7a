package vn.hoctap.distribution;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What follows from something that was recorded and is not done yet, as the database tells. */
final class Backlog {
    private static final String UNREAD =
            "follower f join outbox o on o.stirred is not null and (o.xid, o.id) > (f.xid, f.id) where f.name = '%s'";

    private static final List<String> COLLECTIVES =
            List.of(UNREAD.formatted("contributions"), "uncounted", "headcount where reached_unit is not null");

    private static final List<String> FIGURES = List.of(
            UNREAD.formatted("rollup"),
            UNREAD.formatted("rollup-learned"),
            "rollup_pending",
            "rollup_sweep where swept is not null");

    private Backlog() {}

    /** For families, clans, communities and units. */
    static long ofCollectives(Path data) {
        return count(data, COLLECTIVES.stream());
    }

    /** For what dashboards show. */
    static long ofFigures(Path data) {
        return count(data, FIGURES.stream());
    }

    /** All at one moment: what ends in one place begins something in another. */
    static long of(Path data) {
        return count(
                data,
                Stream.of(Stream.of("unjudged"), COLLECTIVES.stream(), FIGURES.stream())
                        .flatMap(all -> all));
    }

    private static long count(Path data, Stream<String> waiting) {
        return StoredRows.count(
                data,
                waiting.map(rows -> "select 1 from " + rows)
                        .collect(Collectors.joining(" union all ", "(", ") waiting")));
    }
}
