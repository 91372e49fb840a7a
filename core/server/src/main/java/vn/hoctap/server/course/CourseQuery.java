package vn.hoctap.server.course;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import vn.hoctap.server.subject.SearchText;

/**
 * Which courses are looked for.
 *
 * @param text words of the title, with or without tone marks, or part of the code; empty: all
 * @param skill {@code framework}, {@code framework:component} or {@code framework:area}: the area 4 holds 4.1 and 4.2
 * @param provider as the course names it
 * @param retired whether courses that are not offered any more are asked for instead; empty: all
 * @param also what else must hold
 */
public record CourseQuery(
        String text,
        Optional<String> skill,
        Optional<String> provider,
        Optional<Boolean> retired,
        Predicate<Course> also) {

    /** Of those offered. */
    public static CourseQuery of(String text) {
        return new CourseQuery(text, Optional.empty(), Optional.empty(), Optional.of(false), course -> true);
    }

    /** Of all that there are. */
    public static CourseQuery anyOf(String text) {
        return new CourseQuery(text, Optional.empty(), Optional.empty(), Optional.empty(), course -> true);
    }

    public CourseQuery and(Predicate<Course> other) {
        return new CourseQuery(text, skill, provider, retired, also.and(other));
    }

    Predicate<Courses.Entry> test() {
        String phrase = SearchText.of(text);
        String[] words = phrase.split(" ", -1);
        return entry -> retired.filter(r -> r != entry.course().retired()).isEmpty()
                && (entry.searched().contains(phrase)
                        || Arrays.stream(words)
                                .allMatch(word -> entry.searched().contains(" " + word)))
                && provider.filter(p -> !p.equals(entry.course().provider())).isEmpty()
                && (skill.isEmpty() || proves(entry.course(), skill.get()))
                && also.test(entry.course());
    }

    private static boolean proves(Course course, String wanted) {
        return course.skills().stream().anyMatch(skill -> {
            String name = skill.framework() + ":" + skill.component();
            return name.equals(wanted) || name.startsWith(wanted + ":") || name.startsWith(wanted + ".");
        });
    }
}
