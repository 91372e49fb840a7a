package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.measure.BuiltIn;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.Slot;
import vn.hoctap.engine.progress.SubjectState;

/** For each indicator the gains that are possible, cheapest for each number of points, fewest points first. */
final class Moves {
    private final Folder folder;
    private final Progress progress;
    private final Progress verified;
    private final Circumstances circumstances;
    private final Advice advice;
    private final Map<String, Object> parameters;

    Moves(
            Folder folder,
            SubjectState subject,
            Collection<? extends Entry> entries,
            Circumstances circumstances,
            Advice advice) {
        this.folder = folder;
        this.progress = folder.all(entries);
        this.verified = folder.all(entries.stream().map(Moves::asVerified).toList());
        this.circumstances = circumstances;
        this.advice = advice;
        this.parameters = folder.parameters().of(subject);
    }

    Map<String, List<Move>> of(List<IndicatorResult> scores) {
        Map<String, List<Move>> moves = new LinkedHashMap<>();
        int slot = 0;
        for (Indicator indicator : folder.set().indicators()) {
            IndicatorResult score = scores.stream()
                    .filter(s -> s.id().equals(indicator.id()))
                    .findFirst()
                    .orElseThrow();
            if (score.outcome() != Outcome.NOT_APPLICABLE) {
                moves.put(indicator.id(), cheapest(of(indicator, score, slot)));
            }
            slot += indicator.from().size();
        }
        return moves;
    }

    private List<Move> of(Indicator indicator, IndicatorResult score, int firstSlot) {
        List<Move> moves = new ArrayList<>();
        for (int way = 0; way < indicator.from().size(); way++) {
            int index = firstSlot + way;
            Slot slot = folder.slots().get(index);
            Rational now = value(slot, progress, index);
            Rational soon = value(slot, verified, index);
            for (PointRules.Mark mark : PointRules.above(
                    slot.way().points(), score.points(), indicator.max().orElse(Rational.of(100)), parameters)) {
                boolean pending = soon.compareTo(now) > 0 && soon.atLeast(mark.value());
                Rational effort = pending ? Rational.ONE : effort(slot.way(), now, mark);
                Move move = new Move(indicator.id(), slot, way, now, mark.value(), mark.points(), effort, pending);
                moves.add(pending || !byLearning(slot.way()) ? move : advice.withCourses(move));
            }
        }
        return moves;
    }

    private Rational value(Slot slot, Progress folded, int index) {
        return slot.tally().value(folded.state(index), circumstances.asOf()).orElse(Rational.ZERO);
    }

    private static List<Move> cheapest(List<Move> moves) {
        Map<Rational, Move> byPoints = new LinkedHashMap<>();
        moves.stream()
                .sorted(Comparator.comparing(Move::points).thenComparing(Move::effort))
                .forEach(move -> byPoints.putIfAbsent(move.points(), move));
        return List.copyOf(byPoints.values());
    }

    /** Whether activities move it, and not what others say. */
    private static boolean byLearning(Way way) {
        return way.by().isEmpty() && !List.of("status", "share", "members").contains(way.measure());
    }

    /** What a learner can do alone comes before what others must grant. */
    private static Rational effort(Way way, Rational now, PointRules.Mark mark) {
        Rational lack = mark.value().minus(now).max(Rational.ZERO);
        return BuiltIn.of(way.measure())
                .map(measure -> switch (measure) {
                    case SUM -> lack;
                    case COUNT, DISTINCT -> lack.times(Rational.of(8));
                    case MONTHS_ACTIVE -> lack.times(Rational.of(10));
                    case MAX, LATEST -> Rational.of(12);
                    case ASSESSED ->
                        way.by().filter(by -> by == Way.Assessor.SELF).isPresent()
                                ? Rational.ONE.plus(mark.points())
                                : Rational.of(30).plus(mark.points());
                    case STATUS -> Rational.of(100);
                    case SHARE, MEMBERS -> lack.times(Rational.of(50));
                })
                .orElse(Rational.of(20));
    }

    private static Entry asVerified(Entry entry) {
        if (!(entry instanceof Entry.Learned learned) || learned.fact().verified()) {
            return entry;
        }
        Fact f = learned.fact();
        return new Entry.Learned(new Fact(
                f.id(),
                f.type(),
                f.course(),
                f.title(),
                f.startedAt(),
                f.endedAt(),
                f.validUntil(),
                f.hours(),
                f.result(),
                f.skills(),
                f.source(),
                true));
    }
}
