package vn.hoctap.server.assessment;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.assessment.Queue.Part;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;

/**
 * How much waits for officers in a part of the tree. Counting goes through all that waits, so that what was counted is said
 * again for a minute. Safe for use from any thread.
 */
public final class Backlogs {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final String TODAY = "(now() at time zone '" + Words.ZONE + "')::date";

    /** By the place where somebody lives; what a place says of itself waits there. */
    private static final String HEAD = "select coalesce((select h.unit from stay h where h.subject = s.key"
            + " and h.place = 'residence' and h.valid_from <= " + TODAY
            + " and (h.valid_to is null or h.valid_to > " + TODAY + ") limit 1), s.org_unit, '') as home,"
            + " count(*) as n, min(f.recorded_at) as oldest";

    /**
     * @param communes where people live for whom something waits
     * @param oldest since when the one waits that waits longest; null: nothing waits
     */
    public record Backlog(
            long activities, int communes, @Nullable Instant oldest) {}

    private record Counted(Backlog backlog, Instant at) {}

    private record Home(String unit, long waiting, Instant oldest) {}

    private final Sql sql;
    private final Supplier<OrgTree> tree;
    private final InstantSource clock;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    public Backlogs(Sql sql, Supplier<OrgTree> tree, InstantSource clock) {
        this.sql = sql;
        this.tree = tree;
        this.clock = clock;
    }

    /** @param unit a known one; empty: the whole tree */
    public Backlog of(String unit) {
        Instant now = clock.instant();
        Counted known = counted.get(unit);
        if (known != null && known.at().plus(GOOD_FOR).isAfter(now)) {
            return known.backlog();
        }
        Backlog backlog = count(unit.isEmpty() ? new Reach.All() : new Reach.Under(List.of(unit)));
        counted.put(unit, new Counted(backlog, now));
        return backlog;
    }

    private Backlog count(Reach reach) {
        OrgTree units = tree.get();
        LocalDate today = LocalDate.ofInstant(clock.instant(), Words.ZONE);
        Statement statement = Queue.statement(Part.WAITING, reach, units);
        statement.add("group by 1");
        List<Home> homes = statement.rows(HEAD, sql).map(Backlogs::home).toList();
        return new Backlog(
                homes.stream().mapToLong(Home::waiting).sum(),
                (int) homes.stream()
                        .map(home -> commune(units, home.unit(), today))
                        .distinct()
                        .count(),
                homes.stream().map(Home::oldest).min(Instant::compareTo).orElse(null));
    }

    private static Home home(Row row) {
        return new Home(
                row.getString("home"),
                row.getLong("n"),
                row.getOffsetDateTime("oldest").toInstant());
    }

    private static String commune(OrgTree units, String unit, LocalDate day) {
        return units.chain(unit, day).stream()
                .filter(above -> units.find(above)
                        .map(OrgUnit::kind)
                        .filter(kind -> kind == OrgUnitKind.COMMUNE)
                        .isPresent())
                .findFirst()
                .orElse(unit);
    }
}
