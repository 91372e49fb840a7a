package vn.hoctap.server.ledger;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CycleRule;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectState;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.Refold;

/**
 * Whom a change of rules concerns: those who are judged by another set, or another version of it, than judged them last.
 * Once they are judged by these rules nobody is concerned any more, so that to ask again after a stop goes on where it was.
 */
public final class Concerned {

    /**
     * What is asked about.
     *
     * @param everybody also those whom the same version judged already
     */
    public record Question(Set<String> titles, Set<Integer> cycles, boolean everybody) {
        public Question {
            titles = Set.copyOf(titles);
            cycles = Set.copyOf(cycles);
        }
    }

    /**
     * One subject with a title and cycle that are to be judged anew.
     *
     * @param places where it belongs, with what is above, nearest first
     */
    public record Case(
            long key,
            Refold command,
            List<String> places,
            @Nullable String group) {

        public @Nullable String unit() {
            return places.isEmpty() ? null : places.getFirst();
        }
    }

    private record Judged(long subject, Pair pair) {}

    private record By(String set, String version) {}

    private final Sql sql;
    private final Histories histories;
    private final RuleBook rules;
    private final InstantSource clock;

    public Concerned(Sql sql, Histories histories, Rules rules, InstantSource clock) {
        this.sql = sql;
        this.histories = histories;
        this.rules = new RuleBook(rules);
        this.clock = clock;
    }

    /** @param keys of subjects, a page of them */
    public List<Case> among(Collection<Long> keys, Question question) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Object array = keys.toArray(Long[]::new);
        Map<Judged, By> judged = judged(array, question);
        Map<Long, SubjectHistory> subjects = histories.of(sql, keys);
        Learned learned = new Learned(array);
        Instant now = clock.instant();
        List<Case> cases = new ArrayList<>();
        for (long key : keys) {
            SubjectHistory subject = subjects.get(key);
            if (subject == null) {
                continue;
            }
            for (String title : question.titles()) {
                for (int cycle : question.cycles()) {
                    Pair pair = new Pair(title, cycle);
                    Optional<Judge> judge = rules.judge(subject, pair, now);
                    By before = judged.get(new Judged(key, pair));
                    if (concerns(judge, before, question.everybody(), () -> learned.in(key, pair, judge))) {
                        cases.add(of(key, subject, pair, judge, now));
                    }
                }
            }
        }
        return cases;
    }

    private interface Asked {
        boolean answer();
    }

    private static boolean concerns(Optional<Judge> judge, @Nullable By before, boolean everybody, Asked learned) {
        if (judge.isEmpty()) {
            return before != null;
        }
        if (before == null) {
            return learned.answer();
        }
        CriteriaSet set = judge.get().set();
        return everybody || !before.equals(new By(set.id(), set.version()));
    }

    private static Case of(long key, SubjectHistory subject, Pair pair, Optional<Judge> judge, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        SubjectState state =
                judge.map(Judge::state).orElseGet(() -> subject.at(today, today, CriteriaSet.Place.RESIDENCE));
        return new Case(
                key,
                new Refold(subject.id(), pair.title(), pair.cycle()),
                state.chains().stream().flatMap(List::stream).toList(),
                state.fields().get("group") instanceof String group ? group : null);
    }

    private Map<Judged, By> judged(Object keys, Question question) {
        Map<Judged, By> judged = new HashMap<>();
        sql.rows(
                        "select subject, title, cycle, set_id, set_version from progress"
                                + " where subject = any($1) and title = any($2) and cycle = any($3)",
                        keys,
                        question.titles().toArray(String[]::new),
                        question.cycles().toArray(Integer[]::new))
                .forEach(row -> judged.put(
                        new Judged(row.getLong("subject"), new Pair(row.getString("title"), row.getInteger("cycle"))),
                        new By(row.getString("set_id"), row.getString("set_version"))));
        return judged;
    }

    /** For whom something was recorded that counts in a cycle; asked once for a page, and only where nobody judged yet. */
    private final class Learned {
        private final Object keys;
        private final Map<Pair, Set<Long>> known = new HashMap<>();

        Learned(Object keys) {
            this.keys = keys;
        }

        /** In the current cycle everybody is judged. */
        boolean in(long key, Pair pair, Optional<Judge> judge) {
            CycleRule rule = judge.orElseThrow().set().cycle();
            return rule.yearOf(clock.instant()) == pair.cycle()
                    || known.computeIfAbsent(pair, p -> read(p, rule)).contains(key);
        }

        private Set<Long> read(Pair pair, CycleRule rule) {
            Set<Long> found = new HashSet<>();
            for (Row row : sql.rows(
                    """
                    select distinct subject from fact where subject = any($1) and ended_at >= $2 and ended_at < $3
                    union select subject from assessment where subject = any($1) and title = $4 and cycle = $5""",
                    keys,
                    Columns.utc(rule.end(pair.cycle() - 1)),
                    Columns.utc(rule.end(pair.cycle())),
                    pair.title(),
                    pair.cycle())) {
                found.add(row.getLong("subject"));
            }
            return found;
        }
    }
}
