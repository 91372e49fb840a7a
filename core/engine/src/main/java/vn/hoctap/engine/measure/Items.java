package vn.hoctap.engine.measure;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.progress.Entry;

/** What an entry contributes, by measure and field; an entry without the field contributes nothing. */
final class Items {
    private final BuiltIn measure;
    private final String field;
    private final boolean ofHours;
    private final @Nullable Expression have;
    private final boolean held;
    private final boolean ordered;

    Items(BuiltIn measure, Way way) {
        this.measure = measure;
        this.field = way.of().orElse("");
        this.ofHours = field.equals("hours");
        this.have = way.have().orElse(null);
        this.held = way.window() == Way.Window.HELD;
        this.ordered = held || measure == BuiltIn.LATEST || measure == BuiltIn.STATUS;
    }

    List<Item> of(Entry entry, ZoneId zone) {
        return switch (entry) {
            case Entry.Learned learned -> learned(learned.fact(), zone);
            case Entry.Assessed assessed ->
                List.of(new Item("", assessed.points(), assessed.at(), assessed.id(), Instant.MAX));
            case Entry.Member member -> List.of(Item.plain("", share(member)));
            case Entry.Members together -> List.of();
        };
    }

    /** What it adds to a sum; null: nothing. Only for measures that are additive. */
    @Nullable
    Rational amount(Entry entry) {
        if (entry instanceof Entry.Learned learned) {
            return measure == BuiltIn.COUNT ? Rational.ONE : measure == BuiltIn.SUM ? number(learned.fact()) : null;
        }
        return entry instanceof Entry.Member member ? share(member) : ((Entry.Assessed) entry).points();
    }

    private Rational share(Entry.Member member) {
        return have == null
                        || have.test(Bindings.member(member.fields(), member.titles()))
                                .isTrue()
                ? Rational.ONE
                : Rational.ZERO;
    }

    private List<Item> learned(Fact fact, ZoneId zone) {
        return switch (measure) {
            case COUNT -> List.of(item(fact, "", Rational.ONE));
            case SUM, MAX, LATEST -> {
                Rational number = number(fact);
                yield number == null ? List.of() : List.of(item(fact, "", number));
            }
            case DISTINCT -> distinct(fact);
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

    private @Nullable Rational number(Fact fact) {
        if (ofHours) {
            return fact.hours();
        }
        Fact.Result result = fact.result();
        return switch (field) {
            case "scaled" -> result == null ? null : result.scaled();
            case "passed" -> result == null || result.passed() == null ? null : Rational.of(result.passed() ? 1 : 0);
            case "level" -> level(fact.skills());
            default -> null;
        };
    }

    private @Nullable Rational level(List<Fact.Skill> skills) {
        Rational all = null;
        for (Fact.Skill skill : skills) {
            Rational one = Rational.of(skill.level());
            all = all == null ? one : measure == BuiltIn.SUM ? all.plus(one) : all.max(one);
        }
        return all;
    }

    private List<Item> distinct(Fact fact) {
        if (field.equals("skills")) {
            Set<String> skills = new LinkedHashSet<>();
            fact.skills().forEach(skill -> skills.add(skill.framework() + ":" + skill.component()));
            List<Item> items = new ArrayList<>();
            skills.forEach(skill -> items.add(item(fact, skill, Rational.ONE)));
            return items;
        }
        String key = switch (field) {
            case "course" -> fact.course();
            case "title" -> fact.title();
            case "type" -> fact.type();
            case "source" -> fact.source().kind().slug();
            default -> null;
        };
        return key == null ? List.of() : List.of(item(fact, key, Rational.ONE));
    }

    private Item item(Fact fact, String key, Rational value) {
        if (!ordered) {
            return Item.plain(key, value);
        }
        Instant until = fact.validUntil();
        return new Item(key, value, fact.endedAt(), fact.id(), held && until != null ? until : Instant.MAX);
    }
}
