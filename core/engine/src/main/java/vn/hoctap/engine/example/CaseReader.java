package vn.hoctap.engine.example;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.progress.Entry;

/** The year of a table, and the cases that change it a little. */
final class CaseReader {
    private static final Set<String> KEYS =
            Set.of("name", "without", "with", "members", "subject", "holds", "held", "appraised", "self", "expect");

    /** What a year is made of. */
    private record Year(ToldSubject subject, YearFacts facts, YearMembers members, Scores appraised, Scores self) {}

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
                ToldSubject.of(set),
                YearFacts.none(set.cycle().zone()),
                YearMembers.none(set),
                Scores.none(set, Assessor.APPRAISER),
                Scores.none(set, Assessor.SELF));
        CaseReader reader = new CaseReader(file, set, number, empty);
        for (String list : List.of("facts", "members")) {
            Optional.ofNullable(keys.get(list)).ifPresent(items -> distinct(items, list));
        }
        return new CaseReader(file, set, number, reader.changed(keys, "facts"));
    }

    /** In the year itself an id stands for one fact, or for one member. */
    private static void distinct(Written items, String what) {
        Set<String> seen = new HashSet<>();
        for (Written item : items.items()) {
            Optional.ofNullable(item.keys().get("id"))
                    .flatMap(Written::text)
                    .filter(id -> !seen.add(id))
                    .ifPresent(id ->
                            item.fault("Two " + what + " have the id “" + id + "”.", "Give each an id of its own."));
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
        Set<String> gone =
                Optional.ofNullable(keys.get("without")).map(this::gone).orElse(Set.of());
        YearFacts facts = year.facts().without(gone);
        YearMembers members = year.members().without(gone);
        return new Year(
                year.subject().with(keys),
                keys.containsKey(factsKey) ? facts.with(keys.get(factsKey)) : facts,
                keys.containsKey("members") ? members.with(keys.get("members")) : members,
                Optional.ofNullable(keys.get("appraised"))
                        .map(year.appraised()::with)
                        .orElse(year.appraised()),
                Optional.ofNullable(keys.get("self")).map(year.self()::with).orElse(year.self()));
    }

    /** Facts and members of the year. */
    private Set<String> gone(Written ids) {
        Set<String> known = new TreeSet<>(year.facts().byId().keySet());
        known.addAll(year.members().byId().keySet());
        Set<String> gone = new HashSet<>();
        for (Written id : ids.items()) {
            id.text().filter(name -> id.knownAs(name, "id", known)).ifPresent(gone::add);
        }
        return gone;
    }

    private void judges(Written one, Year changed) {
        set.audience()
                .filter(audience ->
                        !(audience.test(Bindings.subject(changed.subject().fields())) instanceof Verdict.True))
                .ifPresent(audience -> one.fault(
                        "The set does not judge this subject: " + audience.source() + " does not hold.",
                        "Write a subject whom it judges, for example subject: {group: nong-dan}."));
    }

    private List<Entry> entries(Year changed) {
        List<Entry> entries = new ArrayList<>();
        changed.facts().facts().forEach(fact -> entries.add(new Entry.Learned(fact)));
        entries.addAll(changed.members().entries());
        entries.addAll(changed.appraised().entries(number));
        entries.addAll(changed.self().entries(number));
        return entries;
    }
}
