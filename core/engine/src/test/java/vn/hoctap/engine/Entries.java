package vn.hoctap.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.progress.Entry;

/** Facts and assessments for tests. */
public final class Entries {
    private static final Fact.Source SELF = new Fact.Source(Fact.Source.Kind.SELF, null);
    private static final Fact.Source CENTER = new Fact.Source(Fact.Source.Kind.CENTER, null);

    private Entries() {}

    /** A verified course of so many hours that ended on that day. */
    public static Entry.Learned course(String id, String day, String hours) {
        return activity(id, "course", "C-" + id, day, hours, true);
    }

    public static Entry.Learned unverified(String id, String day, String hours) {
        return activity(id, "course", "C-" + id, day, hours, false);
    }

    public static Entry.Learned activity(
            String id, String type, String course, String day, @Nullable String hours, boolean verified) {
        return new Entry.Learned(new Fact(
                id,
                type,
                course,
                null,
                null,
                noon(day),
                null,
                hours == null ? null : Rational.of(hours),
                null,
                List.of(),
                verified ? CENTER : SELF,
                verified));
    }

    /** An exam with a result from 0 to 1. */
    public static Entry.Learned exam(String id, String day, String scaled, boolean passed) {
        return new Entry.Learned(new Fact(
                id,
                "exam",
                "E",
                null,
                null,
                noon(day),
                null,
                null,
                new Fact.Result(Rational.of(scaled), passed),
                List.of(),
                CENTER,
                true));
    }

    /** A certificate or status that lapses. */
    public static Entry.Learned held(String id, String type, String course, String day, @Nullable String until) {
        return new Entry.Learned(new Fact(
                id,
                type,
                course,
                null,
                null,
                noon(day),
                until == null ? null : noon(until),
                null,
                null,
                List.of(),
                CENTER,
                true));
    }

    public static Entry.Assessed appraised(String id, String indicator, String points, String at) {
        return new Entry.Assessed(id, "thu", 2026, indicator, Assessor.APPRAISER, Rational.of(points), noon(at));
    }

    public static Entry.Member member(String id, int age, boolean holds) {
        return new Entry.Member(
                id, Map.of("id", id, "kind", "citizen", "age", Rational.of(age)), (title, level) -> holds);
    }

    /** Noon in Viet Nam. */
    public static Instant noon(String day) {
        return Instant.parse(day + "T05:00:00Z");
    }
}
