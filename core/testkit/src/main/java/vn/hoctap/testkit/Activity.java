package vn.hoctap.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.progress.Entry;

/** One activity of a {@link Learner}; verified by a centre unless it says otherwise. Immutable. */
public final class Activity {
    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final String type;
    private final String course;
    private int month = 3;
    private int yearsAgo;
    private @Nullable String validUntil;
    private @Nullable String hours;
    private @Nullable String scaled;
    private Fact.Source.Kind source = Fact.Source.Kind.CENTER;
    private final List<Fact.Skill> skills = new ArrayList<>();

    private Activity(String type, String course) {
        this.type = type;
        this.course = course;
    }

    public static Activity of(String type, String course) {
        return new Activity(type, course);
    }

    private Activity copy() {
        Activity copy = new Activity(type, course);
        copy.month = month;
        copy.yearsAgo = yearsAgo;
        copy.validUntil = validUntil;
        copy.hours = hours;
        copy.scaled = scaled;
        copy.source = source;
        copy.skills.addAll(skills);
        return copy;
    }

    public Activity hours(String number) {
        Activity copy = copy();
        copy.hours = number;
        return copy;
    }

    /** The result of an exam that was passed, from 0 to 1. */
    public Activity scaled(String number) {
        Activity copy = copy();
        copy.scaled = number;
        return copy;
    }

    public Activity inMonth(int number) {
        Activity copy = copy();
        copy.month = number;
        return copy;
    }

    public Activity yearsAgo(int number) {
        Activity copy = copy();
        copy.yearsAgo = number;
        return copy;
    }

    /** @param day in ISO form */
    public Activity validUntil(String day) {
        Activity copy = copy();
        copy.validUntil = day;
        return copy;
    }

    public Activity skill(String framework, String component, int level) {
        Activity copy = copy();
        copy.skills.add(new Fact.Skill(framework, component, level));
        return copy;
    }

    /** Logged by the learner and not verified. */
    public Activity claimed() {
        Activity copy = copy();
        copy.source = Fact.Source.Kind.SELF;
        return copy;
    }

    Entry entry(int year, int number) {
        String until = validUntil;
        return new Entry.Learned(new Fact(
                "activity-" + number,
                type,
                course,
                null,
                null,
                noon(LocalDate.of(year - yearsAgo, month, 10)),
                until == null ? null : noon(LocalDate.parse(until)),
                hours == null ? null : Rational.of(hours),
                scaled == null ? null : new Fact.Result(Rational.of(scaled), true),
                skills,
                new Fact.Source(source, null),
                source.trusted()));
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(VIET_NAM).toInstant();
    }
}
