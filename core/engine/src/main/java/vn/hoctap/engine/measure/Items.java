package vn.hoctap.engine.measure;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.progress.Entry;

/** What an entry contributes, by measure and field; an entry without the field contributes nothing. */
record Items(BuiltIn measure, Way way) {

    List<Item> of(Entry entry, ZoneId zone) {
        return switch (entry) {
            case Entry.Learned learned -> learned(learned.fact(), zone);
            case Entry.Assessed assessed ->
                List.of(new Item("", assessed.points(), assessed.at(), assessed.id(), Instant.MAX));
            case Entry.Member member -> List.of(blank(has(member) ? Rational.ONE : Rational.ZERO));
        };
    }

    private boolean has(Entry.Member member) {
        return way.have()
                .map(have -> have.test(Bindings.member(member.fields(), member.titles())) instanceof Verdict.True)
                .orElse(true);
    }

    private List<Item> learned(Fact fact, ZoneId zone) {
        return switch (measure) {
            case COUNT -> List.of(item(fact, "", Rational.ONE));
            case SUM, MAX, LATEST ->
                number(fact).map(n -> List.of(item(fact, "", n))).orElse(List.of());
            case DISTINCT ->
                keys(fact).map(key -> item(fact, key, Rational.ONE)).toList();
            case MONTHS_ACTIVE ->
                List.of(item(fact, YearMonth.from(fact.endedAt().atZone(zone)).toString(), Rational.ONE));
            case STATUS -> fact.type().equals("status") ? List.of(item(fact, "", granted(fact))) : List.of();
            case ASSESSED, SHARE, MEMBERS -> List.of();
        };
    }

    /** A status is granted unless the authority says that it is not. */
    private static Rational granted(Fact fact) {
        Fact.Result result = fact.result();
        return result != null && Boolean.FALSE.equals(result.passed()) ? Rational.ZERO : Rational.ONE;
    }

    private Optional<Rational> number(Fact fact) {
        Fact.Result result = fact.result();
        return switch (way.of().orElse("")) {
            case "hours" -> Optional.ofNullable(fact.hours());
            case "scaled" -> Optional.ofNullable(result).map(Fact.Result::scaled);
            case "passed" ->
                Optional.ofNullable(result).map(Fact.Result::passed).map(yes -> yes ? Rational.ONE : Rational.ZERO);
            case "level" ->
                fact.skills().stream().map(skill -> Rational.of(skill.level())).reduce(this::combine);
            default -> Optional.empty();
        };
    }

    private Rational combine(Rational a, Rational b) {
        return measure == BuiltIn.SUM ? a.plus(b) : a.max(b);
    }

    private Stream<String> keys(Fact fact) {
        Stream<@Nullable String> keys = switch (way.of().orElse("")) {
            case "course" -> Stream.of(fact.course());
            case "title" -> Stream.of(fact.title());
            case "type" -> Stream.of(fact.type());
            case "source" -> Stream.of(fact.source().kind().slug());
            case "skills" -> fact.skills().stream().map(skill -> skill.framework() + ":" + skill.component());
            default -> Stream.empty();
        };
        return keys.filter(Objects::nonNull).distinct();
    }

    private Item item(Fact fact, String key, Rational value) {
        boolean held = way.window() == Way.Window.HELD;
        boolean ordered = held || measure == BuiltIn.LATEST || measure == BuiltIn.STATUS;
        Instant until = fact.validUntil();
        return new Item(
                key,
                value,
                ordered ? fact.endedAt() : Instant.EPOCH,
                ordered ? fact.id() : "",
                held && until != null ? until : Instant.MAX);
    }

    private static Item blank(Rational value) {
        return new Item("", value, Instant.EPOCH, "", Instant.MAX);
    }
}
