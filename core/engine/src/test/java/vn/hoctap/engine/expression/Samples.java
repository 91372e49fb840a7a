package vn.hoctap.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;

/** A small award, a person and a course, and short ways to ask about them. */
final class Samples {
    static final Map<String, ValueType> ATTRIBUTES =
            Map.of("joined", ValueType.DATE, "income", ValueType.NUMBER, "association", ValueType.BOOLEAN);

    static final Scope AWARD = Scope.award(
            List.of("tu-hoc", "cong-dan-so"),
            List.of("cntt", "cap-nhat", "sach"),
            Map.of("passMark", ValueType.NUMBER),
            ATTRIBUTES);

    private Samples() {}

    static Item item(String id, String points, @Nullable String value) {
        return new Item(id, Rational.of(points), Rational.of(10), value == null ? null : Rational.of(value), "MET");
    }

    static AwardValues award(String total, Item... indicators) {
        List<Item> list = List.of(indicators);
        return new AwardValues.Given(
                Rational.of(total),
                Map.of("tu-hoc", item("tu-hoc", "18.5", null), "cong-dan-so", item("cong-dan-so", "4", null)),
                list.stream().collect(Collectors.toMap(Item::id, Function.identity())),
                list,
                Map.of("passMark", Rational.of(80)),
                Map.of("id", "cit-1", "age", Rational.of(30), "joined", LocalDate.of(2025, 1, 30)),
                (title, level) -> title.equals("gia-dinh-hoc-tap") && (level == null || level.equals("tot")));
    }

    /** Total 84.5; cntt 8 points of value 84.5, cap-nhat 4 points without a value, sach 6.5 points of value 3. */
    static AwardValues anyAward() {
        return award("84.50", item("cntt", "8", "84.50"), item("cap-nhat", "4", null), item("sach", "6.5", "3"));
    }

    /** A course of 12.5 hours without a start, a result or a reference of its source. */
    static Fact anyCourse() {
        return new Fact(
                "f-1",
                "course",
                null,
                "An toàn số",
                null,
                Instant.parse("2026-03-05T10:00:00Z"),
                null,
                Rational.of("12.5"),
                null,
                List.of(new Fact.Skill("tt02-2025", "4.2", 3), new Fact.Skill("tt02-2025", "1.1", 5)),
                new Fact.Source(Fact.Source.Kind.CENTER, null),
                true);
    }

    static Expression compile(String source, Scope scope, Result wanted) {
        Compilation compilation = new Expressions().compile(source, scope, wanted);
        assertThat(compilation).as(source).isInstanceOf(Compilation.Ok.class);
        return ((Compilation.Ok) compilation).expression();
    }

    static Expression condition(String source) {
        return compile(source, AWARD, Result.BOOLEAN);
    }

    /** The verdict about {@link #anyAward}. */
    static Verdict verdict(String source) {
        return condition(source).test(Bindings.award(anyAward()));
    }

    /** The verdict about {@link #anyCourse}. */
    static Verdict ofCourse(String source) {
        return compile(source, Scope.activity(), Result.BOOLEAN).test(Bindings.activity(anyCourse()));
    }

    static Rational number(String source) {
        return compile(source, AWARD, Result.NUMBER).number(Bindings.award(anyAward()));
    }

    static List<Fault> faults(String source) {
        return faults(source, AWARD);
    }

    static List<Fault> faults(String source, Scope scope) {
        Compilation compilation = new Expressions().compile(source, scope, Result.BOOLEAN);
        assertThat(compilation).as(source).isInstanceOf(Compilation.Faulty.class);
        return ((Compilation.Faulty) compilation).faults();
    }
}
