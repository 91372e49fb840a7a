package vn.hoctap.server.learner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.engine.measure.Tally;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.StandingView.Counted;
import vn.hoctap.server.learner.StandingView.Indicator;
import vn.hoctap.server.learner.StandingView.Score;
import vn.hoctap.server.learner.StandingView.Share;
import vn.hoctap.server.learner.StandingView.Step;

/** Puts the indicators of one standing into words: points, what counted, what is missing, and forms for scores. */
final class IndicatorViews {
    private static final Rational HUNDRED = Rational.of(100);

    private final Words words;
    private final Rights rights;
    private final Map<String, Activity> activities;
    private final Map<String, Diary.Given> given;
    private final Judgement judgement;

    IndicatorViews(
            Words words,
            Rights rights,
            Map<String, Activity> activities,
            List<Diary.Given> given,
            Judgement judgement) {
        this.words = words;
        this.rights = rights;
        this.activities = activities;
        this.given = given.stream().collect(Collectors.toMap(Diary.Given::id, Function.identity()));
        this.judgement = judgement;
    }

    Indicator of(IndicatorResult result, @Nullable Step missing, boolean open) {
        CriteriaSet.Indicator indicator = judgement.set().indicator(result.id()).orElseThrow();
        boolean low = (judgement.tooLow(result) && result.outcome() != Outcome.NO_DATA)
                || new Shares(words, judgement.decision()).tooSmall(result);
        Outcome outcome = low ? Outcome.NOT_MET : result.outcome();
        return new Indicator(
                result.id(),
                words.in(indicator.name()),
                points(result),
                words.get("outcome." + outcome.name()),
                outcome == Outcome.NOT_MET ? Tone.WAIT : Tone.of(outcome),
                open,
                judgement.explanation().counted(result.id()).stream()
                        .map(counted -> counted(indicator, result, counted))
                        .toList(),
                missing,
                scores(indicator),
                result.share().map(share -> share(indicator, result, share)).orElse(null));
    }

    private Share share(CriteriaSet.Indicator indicator, IndicatorResult result, Decision.Share share) {
        SubjectKind kind = Optional.of(result.way())
                .filter(way -> way >= 0)
                .flatMap(way -> indicator.from().get(way).members())
                .orElse(SubjectKind.CITIZEN);
        if (share.denominator() == 0) {
            return new Share(words.get("share.none"), "0", null);
        }
        String members = words.get("share.of." + kind.slug(), share.numerator(), share.denominator());
        double percent = StandingViews.share(Rational.of(share.numerator()), Rational.of(share.denominator()));
        return new Share(
                result.value()
                        .map(value -> words.get("share.percent", members, value))
                        .orElse(members),
                Double.toString(percent),
                asksTitle(indicator, result) ? kind.slug() : null);
    }

    /** Then who lacks it can be looked up in the list of members. */
    private static boolean asksTitle(CriteriaSet.Indicator indicator, IndicatorResult result) {
        return result.way() >= 0
                && indicator.from().get(result.way()).have().stream()
                        .anyMatch(have -> !have.titles().isEmpty());
    }

    /** Points of points; a share with its denominator; else the number that was measured. */
    private String points(IndicatorResult result) {
        if (result.max().signum() > 0) {
            return words.get("of", result.points(), result.max());
        }
        return result.share()
                .filter(share -> share.denominator() > 0)
                .map(share -> words.get("of", share.numerator(), share.denominator()))
                .or(() -> result.value().map(words::number))
                .orElse("");
    }

    private Counted counted(CriteriaSet.Indicator indicator, IndicatorResult result, Tally.Counted counted) {
        Diary.Given score = given.get(counted.id());
        if (score != null) {
            return new Counted(
                    words.get(score.by() == Assessor.SELF ? "counted.self" : "counted.appraiser"),
                    words.get("counted.points", counted.counted()),
                    words.date(score.at()));
        }
        Activity activity = activities.get(counted.id());
        return new Counted(
                activity == null ? counted.id() : activity.title(),
                amount(indicator.from().get(result.way()), counted.counted()),
                activity == null ? "" : ActivityViews.detail(words, activity));
    }

    private String amount(Way way, Rational counted) {
        boolean hours =
                way.measure().equals("sum") && way.of().filter("hours"::equals).isPresent();
        return words.get(hours ? "counted.hours" : "counted.times", counted);
    }

    private List<Score> scores(CriteriaSet.Indicator indicator) {
        List<Score> scores = new ArrayList<>();
        boolean self = takes(indicator, Assessor.SELF);
        boolean appraiser = takes(indicator, Assessor.APPRAISER);
        if (rights.appraise() && appraiser) {
            Optional<String> proposed =
                    latest(indicator, Assessor.SELF).map(points -> words.get("score.proposed", points));
            scores.add(score(indicator, Assessor.APPRAISER, "score.appraiser", proposed.orElse(null)));
        }
        if (rights.own() && rights.selfAssess() && (self || appraiser)) {
            scores.add(score(indicator, Assessor.SELF, "score.self", self ? null : words.get("score.proposal")));
        }
        return scores;
    }

    private static boolean takes(CriteriaSet.Indicator indicator, Assessor by) {
        return indicator.from().stream()
                .anyMatch(way -> way.measure().equals("assessed")
                        && way.by().map(by::equals).orElse(true));
    }

    private Score score(CriteriaSet.Indicator indicator, Assessor by, String label, @Nullable String hint) {
        Rational max = indicator.max().orElse(HUNDRED);
        return new Score(
                UUID.randomUUID().toString(),
                words.get(label, max),
                plain(max),
                latest(indicator, by).map(IndicatorViews::plain).orElse(""),
                hint);
    }

    private Optional<Rational> latest(CriteriaSet.Indicator indicator, Assessor by) {
        return given.values().stream()
                .filter(g -> g.indicator().equals(indicator.id()) && g.by() == by)
                .max(Comparator.comparing(Diary.Given::at).thenComparing(Diary.Given::id))
                .map(Diary.Given::points);
    }

    /** As a number field wants it. */
    private static String plain(Rational number) {
        return number.toDecimal(4).stripTrailingZeros().toPlainString();
    }
}
