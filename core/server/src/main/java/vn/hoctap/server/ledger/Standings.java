package vn.hoctap.server.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectState;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;

/**
 * Where subjects stand by what is stored of them, for those who count; no fact is read. Safe for use from any thread.
 */
public final class Standings {
    /** Whoever has so many points is told as near to the title. */
    public static final int NEAR = 60;

    private static final Rational NEAR_POINTS = Rational.of(NEAR);

    /**
     * @param begun something counts already
     * @param shortOf the indicators that hold the subject back; none once the title is earned
     */
    public record Stood(String title, int cycle, String set, Outcome outcome, boolean begun, List<String> shortOf) {
        public Stood {
            shortOf = List.copyOf(shortOf);
        }
    }

    private record FolderKey(String set, String version, int cycle) {}

    private final BiFunction<String, String, Optional<CriteriaSet>> sets;
    private final Measures measures;
    private final Map<FolderKey, Folder> folders = new ConcurrentHashMap<>();

    /** @param sets by id and version */
    public Standings(BiFunction<String, String, Optional<CriteriaSet>> sets, Measures measures) {
        this.sets = sets;
        this.measures = measures;
    }

    /** Whether lists by stored points, which tell who has none and who is near, have both in the same place. */
    static boolean areListedAlike(Rational one, Rational other) {
        return one.signum() == other.signum() && one.atLeast(NEAR_POINTS) == other.atLeast(NEAR_POINTS);
    }

    /** Of all titles and cycles in which something is stored. */
    public Map<Long, List<Stood>> of(Sql sql, Map<Long, SubjectHistory> subjects) {
        Map<Long, List<Stood>> stood = new HashMap<>();
        Await.on(ProgressRows.read(sql, subjects.keySet())).forEach(row -> {
            ProgressRow progress = ProgressRows.row(row);
            SubjectHistory subject = subjects.get(progress.subject());
            if (subject != null) {
                stood.computeIfAbsent(progress.subject(), key -> new ArrayList<>())
                        .add(stood(progress, subject));
            }
        });
        return stood;
    }

    /** As it was when the progress was judged last. */
    private Stood stood(ProgressRow progress, SubjectHistory subject) {
        Optional<Decision> decision = progress.outcome() == Outcome.MET
                ? Optional.empty()
                : sets.apply(progress.set(), progress.version()).flatMap(set -> decision(progress, subject, set));
        return new Stood(
                progress.pair().title(),
                progress.pair().cycle(),
                progress.set(),
                progress.outcome(),
                progress.outcome() == Outcome.MET
                        || decision.map(Decision::isBegun).orElse(true),
                decision.stream()
                        .flatMap(one -> one.indicators().stream())
                        .filter(IndicatorResult::isShort)
                        .map(IndicatorResult::id)
                        .toList());
    }

    /** Empty where the code that the set needs is away. */
    private Optional<Decision> decision(ProgressRow progress, SubjectHistory subject, CriteriaSet set) {
        int cycle = progress.pair().cycle();
        Instant asOf = progress.asOf();
        try {
            Folder folder = folders.computeIfAbsent(
                    new FolderKey(set.id(), set.version(), cycle), key -> new Folder(set, cycle, measures));
            LocalDate date = set.cycle().stateDate(cycle, asOf);
            SubjectState state = subject.at(date, set.cycle().referenceDate(cycle), set.place());
            return Optional.of(Decider.decide(folder, state, folder.read(progress.state()), Circumstances.at(asOf)));
        } catch (RuntimeException | LinkageError unreadable) {
            return Optional.empty();
        }
    }
}
