package vn.hoctap.server.simulation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.plugin.PublishedSet;
import vn.hoctap.server.simulation.PeopleByKey.Person;
import vn.hoctap.server.title.Grounds;

/** Tells of single changes in the reader's language. */
record ChangeViews(Simulations simulations, Words words) {

    static Tone tone(Fate fate) {
        return switch (fate) {
            case LOST -> Tone.NO;
            case FLAGGED -> Tone.WAIT;
            case GAINED -> Tone.OK;
            case LEVEL, RENEWED -> Tone.STILL;
        };
    }

    List<SimulationView.Change> of(List<TitleChange> changes) {
        Map<Long, Person> people = simulations.people().of(changes);
        OrgTree tree = simulations.tree().get();
        return changes.stream()
                .map(change -> {
                    Person person = people.get(change.subject());
                    String unit = change.unit();
                    return new SimulationView.Change(
                            person == null ? "/officer" : "/officer/people/" + encoded(person.id()),
                            person == null ? words.get("simulation.nobody") : person.name(),
                            Stream.of(
                                            title(change),
                                            unit == null ? "" : Places.name(tree, unit),
                                            change.group() == null
                                                    ? ""
                                                    : words.orElse("group." + change.group(), change.group()))
                                    .filter(part -> !part.isEmpty())
                                    .reduce((one, other) -> one + " · " + other)
                                    .orElse(""),
                            why(change),
                            words.get("simulation.fate." + change.fate()),
                            tone(change.fate()).css());
                })
                .toList();
    }

    private String title(TitleChange change) {
        String name = setName(change.set()) + " " + change.cycle();
        return change.fate() == Fate.LEVEL
                ? name + ": " + level(change.levelBefore()) + " → " + level(change.levelAfter())
                : name;
    }

    private String level(@Nullable String level) {
        return level == null ? "" : words.orElse("level." + level, level);
    }

    private @Nullable String why(TitleChange change) {
        String why = change.why();
        if (why == null) {
            return null;
        }
        Optional<CriteriaSet> set = simulations.registry().set(change.set());
        String ground = Grounds.in(words, set, why);
        return change.fate() == Fate.GAINED ? words.get("simulation.before", ground) : ground;
    }

    String setName(String id) {
        return simulations.registry().set(id).map(set -> words.in(set.title())).orElse(id);
    }

    /** As the sets that award it call it. */
    String titleName(String title) {
        return simulations.registry().published().stream()
                .map(PublishedSet::set)
                .filter(set -> set.awards().equals(title))
                .findFirst()
                .map(set -> words.in(set.title()))
                .orElse(title);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
