package vn.hoctap.engine.example;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.ValueType;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.progress.Entry;

/** The year of a table, and the cases that change it a little. */
final class CaseReader {
    private static final Set<String> KEYS = Set.of("name", "without", "with", "subject", "appraised", "self", "expect");
    private static final Set<String> FIELDS = Set.of("group", "age", "region", "residence");

    /** What a year is made of. */
    private record Year(Map<String, Object> subject, YearFacts facts, Scores appraised, Scores self) {}

    private final String file;
    private final CriteriaSet set;
    private final int number;
    private final Year year;
    private final Set<String> names = new HashSet<>();

    private CaseReader(String file, CriteriaSet set, int number, Year year) {
        this.file = file;
        this.set = set;
        this.number = number;
        this.year = year;
    }

    static CaseReader of(String file, CriteriaSet set, int number, Map<String, Written> keys) {
        Year empty = new Year(
                Map.of("id", "example", "kind", set.subject().slug()),
                YearFacts.none(set.cycle().zone()),
                Scores.none(set, Assessor.APPRAISER),
                Scores.none(set, Assessor.SELF));
        CaseReader reader = new CaseReader(file, set, number, empty);
        Optional.ofNullable(keys.get("facts")).ifPresent(CaseReader::distinct);
        return new CaseReader(file, set, number, reader.changed(keys, "facts"));
    }

    /** In the year itself an id stands for one fact. */
    private static void distinct(Written facts) {
        Set<String> seen = new HashSet<>();
        for (Written fact : facts.items()) {
            Optional.ofNullable(fact.keys().get("id"))
                    .flatMap(Written::text)
                    .filter(id -> !seen.add(id))
                    .ifPresent(id -> fact.fault("Two facts have the id “" + id + "”.", "Give each an id of its own."));
        }
    }

    Optional<Example> read(Written one) {
        Map<String, Written> keys = one.keys(KEYS);
        Optional<String> name = Optional.ofNullable(keys.get("name")).flatMap(Written::text);
        if (name.isEmpty()) {
            one.fault(
                    "The case has no “name”.", "Say in a few words what it shows, for example name: one point short.");
        }
        name.filter(text -> !names.add(text))
                .ifPresent(text -> one.fault("Two cases are called “" + text + "”.", "Give each a name of its own."));
        Year changed = changed(keys, "with");
        judges(one, changed);
        Optional<Expected> expected = Optional.ofNullable(keys.get("expect")).map(new ExpectedReader(set)::read);
        if (expected.isEmpty()) {
            one.fault("The case has no “expect”.", "Say what comes out, for example expect: {title: true}.");
        }
        return name.flatMap(text -> expected.map(outcome ->
                new Example(file, one.line(), text, set, number, changed.subject(), entries(changed), outcome)));
    }

    private Year changed(Map<String, Written> keys, String factsKey) {
        YearFacts facts = year.facts();
        if (keys.containsKey("without")) {
            facts = facts.without(keys.get("without"));
        }
        if (keys.containsKey(factsKey)) {
            facts = facts.with(keys.get(factsKey));
        }
        return new Year(
                Optional.ofNullable(keys.get("subject")).map(this::subject).orElse(year.subject()),
                facts,
                Optional.ofNullable(keys.get("appraised"))
                        .map(year.appraised()::with)
                        .orElse(year.appraised()),
                Optional.ofNullable(keys.get("self")).map(year.self()::with).orElse(year.self()));
    }

    private Map<String, Object> subject(Written said) {
        Map<String, Object> fields = new HashMap<>(year.subject());
        Set<String> known = new TreeSet<>(FIELDS);
        known.addAll(set.attributes().keySet());
        said.keys(known).forEach((name, written) -> {
            if (written.isNothing()) {
                fields.remove(name);
            } else {
                value(name, written).ifPresent(value -> fields.put(name, value));
            }
        });
        return fields;
    }

    private Optional<?> value(String name, Written written) {
        ValueType type =
                name.equals("age") ? ValueType.NUMBER : set.attributes().getOrDefault(name, ValueType.TEXT);
        return switch (type) {
            case NUMBER -> written.number();
            case BOOLEAN -> written.flag();
            case DATE -> written.day();
            case TEXT -> written.text();
        };
    }

    private void judges(Written one, Year changed) {
        set.audience()
                .filter(audience -> !(audience.test(Bindings.subject(changed.subject())) instanceof Verdict.True))
                .ifPresent(audience -> one.fault(
                        "The set does not judge this subject: " + audience.source() + " does not hold.",
                        "Write a subject whom it judges, for example subject: {group: nong-dan}."));
    }

    private List<Entry> entries(Year changed) {
        List<Entry> entries = new ArrayList<>();
        changed.facts().facts().forEach(fact -> entries.add(new Entry.Learned(fact)));
        entries.addAll(changed.appraised().entries(number));
        entries.addAll(changed.self().entries(number));
        return entries;
    }
}
