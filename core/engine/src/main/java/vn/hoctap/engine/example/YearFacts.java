package vn.hoctap.engine.example;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;

/**
 * The facts of a year by their short ids, each as it was written. A case takes some away and changes some: a fact whose
 * id is known keeps what the case does not say anew.
 */
record YearFacts(Map<String, Map<String, Written>> byId, ZoneId zone) {
    private static final Map<String, Fact.Source.Kind> SOURCES =
            Stream.of(Fact.Source.Kind.values()).collect(Collectors.toMap(Fact.Source.Kind::slug, kind -> kind));
    private static final Set<String> KEYS = Set.of(
            "id",
            "type",
            "course",
            "title",
            "date",
            "validUntil",
            "hours",
            "scaled",
            "passed",
            "skills",
            "source",
            "verified");

    static YearFacts none(ZoneId zone) {
        return new YearFacts(Map.of(), zone);
    }

    YearFacts without(Collection<String> ids) {
        Map<String, Map<String, Written>> fewer = new LinkedHashMap<>(byId);
        fewer.keySet().removeAll(ids);
        return new YearFacts(fewer, zone);
    }

    YearFacts with(Written facts) {
        Map<String, Map<String, Written>> more = new LinkedHashMap<>(byId);
        for (Written fact : facts.items()) {
            Map<String, Written> keys = fact.keys(KEYS);
            Optional<String> id = Optional.ofNullable(keys.get("id")).flatMap(Written::text);
            if (id.isEmpty()) {
                fact.fault("The fact has no “id”.", "Give it a short name of its own, for example id: lop-lua.");
                continue;
            }
            Map<String, Written> merged = new LinkedHashMap<>(more.getOrDefault(id.get(), Map.of()));
            merged.putAll(keys);
            demand(fact, merged, "type", "type: course");
            demand(fact, merged, "date", "date: 2026-03-15");
            more.put(id.get(), merged);
        }
        return new YearFacts(more, zone);
    }

    private static void demand(Written fact, Map<String, Written> keys, String key, String example) {
        if (!keys.containsKey(key)) {
            fact.fault("The fact has no “" + key + "”.", "Add it, for example " + example + ".");
        }
    }

    /** Those that could be understood. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        byId.forEach((id, keys) -> {
            Map<String, Written> said = new LinkedHashMap<>(keys);
            said.values().removeIf(Written::isNothing);
            Optional<String> type = Optional.ofNullable(said.get("type")).flatMap(Written::text);
            Optional<LocalDate> date = Optional.ofNullable(said.get("date")).flatMap(Written::day);
            if (type.isPresent() && date.isPresent()) {
                facts.add(fact(id, type.get(), date.get(), said));
            }
        });
        return facts;
    }

    private Fact fact(String id, String type, LocalDate date, Map<String, Written> said) {
        Fact.Source.Kind source = Optional.ofNullable(said.get("source"))
                .flatMap(written -> written.choice(SOURCES))
                .orElse(Fact.Source.Kind.CENTER);
        boolean verified =
                Optional.ofNullable(said.get("verified")).flatMap(Written::flag).orElse(source.trusted());
        return new Fact(
                id,
                type,
                text(said, "course"),
                text(said, "title"),
                null,
                date.atTime(12, 0).atZone(zone).toInstant(),
                lapse(said),
                number(said, "hours"),
                result(said),
                skills(said),
                new Fact.Source(source, null),
                verified);
    }

    /** It is valid on the day that is named, and not on the next. */
    private @Nullable Instant lapse(Map<String, Written> said) {
        return Optional.ofNullable(said.get("validUntil"))
                .flatMap(Written::day)
                .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant())
                .orElse(null);
    }

    private static @Nullable String text(Map<String, Written> said, String key) {
        return Optional.ofNullable(said.get(key)).flatMap(Written::text).orElse(null);
    }

    private static @Nullable Rational number(Map<String, Written> said, String key) {
        return Optional.ofNullable(said.get(key)).flatMap(Written::number).orElse(null);
    }

    /** A result without a word on passing is that of who passed. */
    private static Fact.@Nullable Result result(Map<String, Written> said) {
        if (!said.containsKey("scaled") && !said.containsKey("passed")) {
            return null;
        }
        boolean passed =
                Optional.ofNullable(said.get("passed")).flatMap(Written::flag).orElse(true);
        return new Fact.Result(number(said, "scaled"), passed);
    }

    private static List<Fact.Skill> skills(Map<String, Written> said) {
        return Optional.ofNullable(said.get("skills")).map(Written::items).orElse(List.of()).stream()
                .flatMap(item -> skill(item).stream())
                .toList();
    }

    private static Optional<Fact.Skill> skill(Written item) {
        return item.text().flatMap(text -> {
            String[] parts = text.split(":", -1);
            if (parts.length == 3 && parts[2].matches("[1-9]")) {
                return Optional.of(new Fact.Skill(parts[0], parts[1], Integer.parseInt(parts[2])));
            }
            item.fault("“" + text + "” is no skill.", "Write framework:component:level, for example tt02-2025:4.2:3.");
            return Optional.empty();
        });
    }
}
