package vn.hoctap.server.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.Judgement;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.learner.PersonRecord;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.learner.StandingViews;

/**
 * What would be if somebody completed courses now: judged by the code that judges what happens, on facts as a centre
 * would record them. Nothing is changed.
 */
final class WhatIf {
    private static final int HUNDRED = 100;

    private final Records records;
    private final Clock clock;

    WhatIf(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** One for each title that judges the person this year; none for no courses. */
    List<WhatIfView> of(Words words, Person person, List<Course> courses) {
        if (courses.isEmpty()) {
            return List.of();
        }
        int cycle = Cycles.now();
        Instant now = clock.instant();
        PersonRecord record = records.of(person, cycle);
        List<Judgement> then = records.with(
                person.id(),
                cycle,
                IntStream.range(0, courses.size())
                        .mapToObj(i -> supposed(courses.get(i), i, now))
                        .toList());
        return record.judgements().stream()
                .flatMap(before -> then.stream()
                        .filter(after -> after.set().id().equals(before.set().id()))
                        .map(after -> view(words, record, before, after)))
                .toList();
    }

    private static Fact supposed(Course course, int number, Instant now) {
        return new Fact(
                "what-if-" + number,
                "course",
                course.code(),
                null,
                null,
                now,
                null,
                course.hours(),
                new Fact.Result(null, true),
                course.skills(),
                new Fact.Source(Fact.Source.Kind.CENTER, null),
                true);
    }

    private static WhatIfView view(Words words, PersonRecord record, Judgement before, Judgement after) {
        boolean won = after.decision().met() && !before.decision().met() && !record.withdrawn(after);
        boolean counts = before.total().isPresent();
        return new WhatIfView(
                words.in(after.set().title()),
                won
                        ? words.get("whatif.won", words.in(after.set().title()))
                        : StandingViews.sentence(words, after, record),
                counts
                        ? words.get(
                                "whatif.total",
                                before.decision().total(),
                                after.decision().total())
                        : "",
                won,
                moves(words, before, after));
    }

    private static List<WhatIfView.Move> moves(Words words, Judgement before, Judgement after) {
        Map<String, IndicatorResult> earlier = before.decision().indicators().stream()
                .collect(Collectors.toMap(IndicatorResult::id, Function.identity()));
        List<WhatIfView.Move> moves = new ArrayList<>();
        for (IndicatorResult result : after.decision().indicators()) {
            Rational points = Optional.ofNullable(earlier.get(result.id()))
                    .map(IndicatorResult::points)
                    .orElse(Rational.ZERO);
            if (!points.equals(result.points())) {
                after.set()
                        .indicator(result.id())
                        .ifPresent(indicator -> moves.add(new WhatIfView.Move(
                                words.in(indicator.name()),
                                words.number(points),
                                words.number(result.points()),
                                share(result))));
            }
        }
        return moves;
    }

    /** In percent, for drawing only. */
    private static String share(IndicatorResult result) {
        return result.max().signum() <= 0
                ? "0"
                : Double.toString(Math.clamp(
                        result.points().over(result.max()).toDecimal(4).doubleValue() * HUNDRED, 0, HUNDRED));
    }
}
