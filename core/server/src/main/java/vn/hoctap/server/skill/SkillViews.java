package vn.hoctap.server.skill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.api.SkillFramework.Area;
import vn.hoctap.api.SkillFramework.Level;
import vn.hoctap.api.SkillFramework.Name;
import vn.hoctap.api.SkillProfile.Proof;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.CoursePages;
import vn.hoctap.server.course.SkillNames;
import vn.hoctap.server.http.Words;

/** Puts a profile into words and pictures. */
final class SkillViews {
    private final Words words;
    private final Profile profile;
    private final Function<String, Optional<Course>> courses;

    /** @param courses of the catalogue, by code, for facts without a title of their own */
    SkillViews(Words words, Profile profile, Function<String, Optional<Course>> courses) {
        this.words = words;
        this.profile = profile;
        this.courses = courses;
    }

    String heading(String who) {
        int known = profile.known().size();
        String subject = who.substring(0, 1).toUpperCase(Locale.ROOT) + who.substring(1);
        return known == 0
                ? words.get("skill.heading.none", subject)
                : words.get("skill.heading", subject, known, profile.skills().size());
    }

    /** The best one, or how to begin. */
    String sentence() {
        return profile.known().stream()
                .max(Comparator.comparingInt(SkillViews::number))
                .map(best -> words.get(
                        "skill.best",
                        best.component().id() + " "
                                + SkillNames.in(words, best.component().name()),
                        within(best.level().orElseThrow())))
                .orElseGet(() -> words.get("skill.none"));
    }

    /** What is not yet known comes first, then the bands from the lowest. */
    List<SkillsView.Band> bands() {
        List<SkillsView.Band> bands = new ArrayList<>();
        int known = profile.known().size();
        bands.add(new SkillsView.Band(
                0, words.get("skill.unknown"), "", words.number(profile.skills().size() - known)));
        levelsByBand().forEach((band, levels) -> {
            long count = profile.known().stream()
                    .filter(skill -> band.equals(skill.level().orElseThrow().band()))
                    .count();
            bands.add(
                    new SkillsView.Band(bands.size(), SkillNames.in(words, band), range(levels), words.number(count)));
        });
        return bands;
    }

    private Map<Name, List<Level>> levelsByBand() {
        return profile.framework().levels().stream()
                .collect(Collectors.groupingBy(Level::band, LinkedHashMap::new, Collectors.toList()));
    }

    private String range(List<Level> levels) {
        return levels.size() == 1
                ? words.get("skill.level", levels.getFirst().number())
                : words.get(
                        "skill.levels",
                        levels.getFirst().number(),
                        levels.getLast().number());
    }

    List<SkillsView.Area> areas() {
        return profile.framework().areas().stream().map(this::area).toList();
    }

    private SkillsView.Area area(Area area) {
        List<Profile.Skill> skills = profile.of(area);
        long known = skills.stream().filter(skill -> skill.level().isPresent()).count();
        return new SkillsView.Area(
                area.id(),
                SkillNames.in(words, area.name()),
                words.get("skill.known", known, skills.size()),
                skills.stream().map(this::skill).toList());
    }

    private SkillsView.Skill skill(Profile.Skill skill) {
        int number = number(skill);
        return new SkillsView.Skill(
                skill.component().id(),
                SkillNames.in(words, skill.component().name()),
                skill.level()
                        .map(level -> List.copyOf(levelsByBand().keySet()).indexOf(level.band()) + 1)
                        .orElse(0),
                number == 0 ? "–" : words.number(number),
                level(skill),
                number,
                profile.framework().levels().size(),
                skill.level().map(level -> SkillNames.in(words, level.does())).orElse(""),
                skill.proofs().stream().map(this::proof).toList(),
                skill.lift()
                        .map(lift -> course(lift.course(), words.get("skill.leads", within(lift.level()))))
                        .orElse(null));
    }

    private static int number(Profile.Skill skill) {
        return skill.level().map(Level::number).orElse(0);
    }

    private String level(Profile.Skill skill) {
        return skill.level().map(this::level).orElseGet(() -> words.get("skill.unknown"));
    }

    private String level(Level level) {
        return words.get("skill.level.band", level.number(), SkillNames.in(words, level.band()));
    }

    /** The same inside a sentence. */
    private String within(Level level) {
        return words.get("skill.level.within", level.number(), SkillNames.in(words, level.band()));
    }

    private SkillsView.Proof proof(Proof proof) {
        Fact fact = profile.fact(proof);
        List<String> detail = new ArrayList<>();
        detail.add(words.date(fact.endedAt()));
        detail.add(words.orElse("type." + fact.type(), fact.type()));
        detail.add(words.get("source." + fact.source().kind().slug()));
        Optional.ofNullable(fact.validUntil()).ifPresent(until -> detail.add(words.get("skill.until", until)));
        return new SkillsView.Proof(title(fact), words.get("skill.level", proof.level()), String.join(" · ", detail));
    }

    private String title(Fact fact) {
        if (fact.title() != null) {
            return fact.title();
        }
        String course = fact.course();
        return course == null
                ? words.orElse("type." + fact.type(), fact.type())
                : courses.apply(course).map(Course::title).orElse(course);
    }

    /** The course that leads further in most skills at once; of several the shortest. */
    Optional<SkillsView.Course> nearest() {
        Map<Course, Long> lifted = profile.skills().stream()
                .flatMap(skill -> skill.lift().stream())
                .collect(Collectors.groupingBy(Profile.Lift::course, LinkedHashMap::new, Collectors.counting()));
        return lifted.entrySet().stream()
                .min(Comparator.comparingLong((Map.Entry<Course, Long> entry) -> -entry.getValue())
                        .thenComparing(entry ->
                                Optional.ofNullable(entry.getKey().hours()).orElse(Rational.of(10_000)))
                        .thenComparing(entry -> entry.getKey().code()))
                .map(entry -> course(entry.getKey(), words.get("skill.lifts", entry.getValue())));
    }

    private SkillsView.Course course(Course course, String leads) {
        String hours = Optional.ofNullable(course.hours())
                .map(known -> words.get("hours", known))
                .orElse("");
        return new SkillsView.Course(course.title(), hours, CoursePages.href(course.code()), leads);
    }
}
