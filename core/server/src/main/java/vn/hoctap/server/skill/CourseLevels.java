package vn.hoctap.server.skill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.server.course.Course;

/** What each course of the catalogue would prove, in the components in which levels are given. */
record CourseLevels(List<Offer> offers) {

    record Offer(Course course, String component, int level) {
        private static final Rational UNKNOWN_HOURS = Rational.of(10_000);

        /** The next level before a higher one, the shortest course first. */
        private static final Comparator<Offer> NEAREST = Comparator.comparingInt(Offer::level)
                .thenComparing(Offer::hours)
                .thenComparing(offer -> offer.course().code());

        private Rational hours() {
            return Optional.ofNullable(course.hours()).orElse(UNKNOWN_HOURS);
        }
    }

    static CourseLevels of(List<Course> courses, Skills skills, Instant now) {
        List<Offer> offers = new ArrayList<>();
        for (Course course : courses) {
            if (!course.skills().isEmpty()) {
                skills.standings(List.of(passed(course, now)), now)
                        .forEach(standing -> offers.add(new Offer(course, standing.component(), standing.level())));
            }
        }
        return new CourseLevels(offers);
    }

    Optional<Offer> above(String component, int level) {
        return offers.stream()
                .filter(offer -> offer.component().equals(component) && offer.level() > level)
                .min(Offer.NEAREST);
    }

    /** As if a centre had said now that the course is passed. */
    private static Fact passed(Course course, Instant now) {
        return new Fact(
                "course:" + course.code(),
                "course",
                course.code(),
                course.title(),
                null,
                now,
                null,
                course.hours(),
                new Fact.Result(null, true),
                course.skills(),
                new Fact.Source(Fact.Source.Kind.CENTER, null),
                true);
    }
}
