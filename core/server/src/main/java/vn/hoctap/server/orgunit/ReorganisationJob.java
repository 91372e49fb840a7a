package vn.hoctap.server.orgunit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.ConnectionLost;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobKind;
import vn.hoctap.server.job.Track;
import vn.hoctap.server.orgunit.Reorganisations.Parts;
import vn.hoctap.server.subject.StayMoves;

/**
 * Brings those along who lived or worked at units that ended, and judges all who are concerned; not before the day, for until
 * then people move on. A page that was worked off before a kill is worked off again and comes out the same.
 */
final class ReorganisationJob implements JobKind {
    static final String NAME = "reorganisation";

    private static final Logger LOG = LoggerFactory.getLogger(ReorganisationJob.class);
    private static final int PAGE = 500;

    /** How far it is: the last subject that was worked off. */
    private record Reached(String after, long done) {
        static Reached of(Track track) {
            return Optional.ofNullable(track.checkpoint())
                    .map(json -> new Reached(
                            json.path("after").asText(), json.path("done").asLong()))
                    .orElseGet(() -> new Reached("", 0));
        }
    }

    private final Parts parts;

    ReorganisationJob(Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The tree is another one already. */
    @Override
    public boolean stops(Job job) {
        return false;
    }

    @Override
    public Object run(Job job, Track track) {
        if (waitsForAnother(job)) {
            throw new Later();
        }
        Order order = Order.read(job.parameters());
        StayMoves moves = new StayMoves(order.moves(), order.effective());
        String by = job.caller().name();
        long all = parts.subjects().countEverIn(order.concerned());
        Reached reached = Reached.of(track);
        for (List<String> page = page(order, reached); !page.isEmpty(); page = page(order, reached)) {
            List<String> ids = page;
            parts.database().inTransaction(sql -> moves.move(sql, ids, by));
            ids.forEach(parts.subjects()::forget);
            judge(ids, by);
            reached = new Reached(ids.getLast(), reached.done() + ids.size());
            track.reach(reached.done(), Math.max(all, reached.done()), reached);
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("units", order.units());
        result.put("moved", order.moving());
        result.put("judged", reached.done());
        return result;
    }

    /** Whether one before this is still at work: whom it brings to a unit that this one ends must be there first. */
    private boolean waitsForAnother(Job job) {
        return parts.database().first("""
                        select 1 from job own join job other on other.kind = own.kind
                            and ((other.parameters ->> 'effective')::date, other.created_at, other.id)
                                < ((own.parameters ->> 'effective')::date, own.created_at, own.id)
                        where own.id = $1 and other.state in ('QUEUED', 'RUNNING') limit 1""", job.id()).isPresent();
    }

    private List<String> page(Order order, Reached reached) {
        return parts.subjects().everIn(order.concerned(), reached.after(), PAGE);
    }

    /** Whoever cannot be judged now is marked, and judged within half a minute by whoever keeps the time. */
    private void judge(List<String> subjects, String by) {
        try {
            parts.consequences().judge(subjects, by);
        } catch (RuntimeException failure) {
            if (ConnectionLost.caused(failure)) {
                throw failure;
            }
            LOG.warn("{} subjects are judged later", subjects.size(), failure);
        }
    }
}
