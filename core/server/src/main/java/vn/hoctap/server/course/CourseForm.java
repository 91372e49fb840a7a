package vn.hoctap.server.course;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.Words;

/**
 * What somebody typed to describe a course, as typed, so that nothing is lost when something is wrong.
 *
 * @param skills one on each line: {@code framework:component:level}
 */
public record CourseForm(
        String code,
        String title,
        String provider,
        String hours,
        String description,
        String mode,
        String url,
        String skills,
        boolean retired) {
    private static final Pattern CODE = Pattern.compile("[^\\p{Cntrl}\\s/]{1,60}");
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,4}([.,][0-9]{1,2})?");
    private static final Pattern SKILL = Pattern.compile("([^:\\s]{1,100}):([^:\\s]{1,100}):([0-9]{1,2})");
    private static final int MOST_SKILLS = 100;

    static CourseForm of(MultiMap form) {
        return new CourseForm(
                Typed.text(form, "code"),
                Typed.text(form, "title"),
                Typed.text(form, "provider"),
                Typed.text(form, "hours"),
                Typed.text(form, "description"),
                Typed.text(form, "mode"),
                Typed.text(form, "url"),
                Typed.text(form, "skills"),
                !Typed.text(form, "retired").isEmpty());
    }

    static CourseForm of(Course course, Words words) {
        CourseJson shown = CourseJson.of(course);
        return new CourseForm(
                course.code(),
                course.title(),
                said(course.provider()),
                Optional.ofNullable(course.hours()).map(words::number).orElse(""),
                said(course.description()),
                said(shown.mode()),
                said(course.url()),
                course.skills().stream()
                        .map(skill -> skill.framework() + ":" + skill.component() + ":" + skill.level())
                        .collect(Collectors.joining("\n")),
                course.retired());
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What is wrong by field: keys of texts. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!CODE.matcher(code).matches()) {
            faults.put("code", "courseform.wrong.code");
        }
        if (title.isEmpty() || title.length() > CourseBody.MAX_TITLE) {
            faults.put("title", "courseform.wrong.title");
        }
        if (provider.length() > CourseBody.MAX_TITLE) {
            faults.put("provider", "courseform.wrong.long");
        }
        if (!hours.isEmpty() && !HOURS.matcher(hours).matches()) {
            faults.put("hours", "log.wrong.hours");
        }
        if (description.length() > CourseBody.MAX_DESCRIPTION) {
            faults.put("description", "courseform.wrong.long");
        }
        if (!url.isEmpty() && (url.length() > CourseBody.MAX_URL || !CourseBody.isAddress(url))) {
            faults.put("url", "courseform.wrong.url");
        }
        if (url.isEmpty() && mode.equals(CourseMode.ONLINE.slug())) {
            faults.put("url", "courseform.wrong.online");
        }
        if (lines().size() > MOST_SKILLS
                || lines().stream().anyMatch(line -> !SKILL.matcher(line).matches())) {
            faults.put("skills", "courseform.wrong.skills");
        }
        return faults;
    }

    private List<String> lines() {
        return skills.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Of a form without faults. */
    Course course() {
        return new Course(
                code,
                title,
                Typed.some(provider),
                hours.isEmpty() ? null : Rational.of(hours.replace(',', '.')),
                skillList(),
                Typed.some(description),
                CourseMode.of(mode).orElse(null),
                Typed.some(url),
                retired);
    }

    private List<Skill> skillList() {
        List<Skill> read = new ArrayList<>();
        for (String line : lines()) {
            Matcher skill = SKILL.matcher(line);
            if (skill.matches()) {
                read.add(new Skill(skill.group(1), skill.group(2), Integer.parseInt(skill.group(3))));
            }
        }
        return read;
    }
}
