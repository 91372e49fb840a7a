package vn.hoctap.engine.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Outline.Track;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.measure.State;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.engine.progress.SubjectState;

/**
 * A set as it applies to one subject in one state, whatever his progress: the values of its parameters, and what does not
 * apply. It scores single indicators. Immutable.
 */
final class Ground {
    private final Outline outline;
    private final SubjectState subject;
    private final Map<String, Object> parameters;
    private final Applies[] applies;

    private enum Applies {
        YES,
        NO,
        UNKNOWN;

        Applies and(Applies other) {
            return this == NO || other == NO ? NO : this == UNKNOWN ? UNKNOWN : other;
        }
    }

    private Ground(Outline outline, SubjectState subject) {
        this.outline = outline;
        this.subject = subject;
        this.parameters = outline.folder().parameters().of(subject);
        this.applies = new Applies[outline.places().size()];
        Bindings bindings = Bindings.subject(subject.fields());
        int next = 0;
        for (Criterion criterion : outline.set().criteria()) {
            Applies whole = applies(criterion.applies(), bindings);
            for (int i = 0; i < criterion.indicators().size(); i++) {
                applies[next++] =
                        whole.and(applies(criterion.indicators().get(i).applies(), bindings));
            }
        }
    }

    static Ground of(Folder folder, SubjectState subject) {
        return new Ground(Outline.of(folder), subject);
    }

    private static Applies applies(Optional<Expression> condition, Bindings subject) {
        return condition
                .map(applies -> switch (applies.test(subject)) {
                    case Verdict.True yes -> Applies.YES;
                    case Verdict.False no -> Applies.NO;
                    default -> Applies.UNKNOWN;
                })
                .orElse(Applies.YES);
    }

    Outline outline() {
        return outline;
    }

    Folder folder() {
        return outline.folder();
    }

    SubjectState subject() {
        return subject;
    }

    /** By name; nobody may change it. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /**
     * The points of an indicator, before any condition is asked.
     *
     * @param before its result so far, which is given again when nothing about it has changed
     */
    IndicatorResult score(int number, Progress progress, Instant asOf, @Nullable IndicatorResult before) {
        Outline.Place place = outline.places().get(number);
        return switch (applies[number]) {
            case NO -> place.notApplicable();
            case UNKNOWN -> place.noData();
            case YES -> best(place, progress, asOf, before);
        };
    }

    private IndicatorResult best(
            Outline.Place place, Progress progress, Instant asOf, @Nullable IndicatorResult before) {
        List<Track> tracks = place.tracks();
        Rational points = Rational.ZERO;
        Optional<Rational> value = Optional.empty();
        int best = -1;
        boolean emptyShare = false;
        for (int way = 0; way < tracks.size(); way++) {
            Track track = tracks.get(way);
            Optional<Rational> measured = track.tally().value(progress.state(track.slot()), asOf);
            if (measured.isEmpty()) {
                emptyShare |= track.share();
                continue;
            }
            Rational earned = earned(place, track.points(), measured.get());
            if (best < 0 || earned.compareTo(points) > 0) {
                points = earned;
                value = measured;
                best = way;
            }
        }
        if (best < 0) {
            return emptyShare ? place.notApplicable() : place.noData();
        }
        Optional<Decision.Share> share = share(tracks.get(best), progress);
        if (before != null
                && before.way() == best
                && before.value().equals(value)
                && before.share().equals(share)) {
            return before;
        }
        Outcome outcome = points.signum() > 0 ? Outcome.MET : Outcome.NOT_MET;
        return new IndicatorResult(place.indicator().id(), points, place.max(), outcome, value, best, share);
    }

    private Rational earned(Outline.Place place, Way.Points rule, Rational value) {
        Rational points = PointRules.points(rule, value, parameters);
        if (points.signum() <= 0) {
            return Rational.ZERO;
        }
        return place.capped() ? points.min(place.max()) : points;
    }

    private static Optional<Decision.Share> share(Track track, Progress progress) {
        return track.share() && progress.state(track.slot()) instanceof State.Sum sum
                ? Optional.of(new Decision.Share(sum.sum().numerator().longValueExact(), sum.count()))
                : Optional.empty();
    }
}
