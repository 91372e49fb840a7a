package vn.hoctap.server.xapi;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Decides what becomes of statements: which mean learning, of whom, and whether their sender may say so. */
final class Judge {
    private final Database database;
    private final Subjects subjects;
    private final Supplier<Mappings> mappings;
    private final LearningFacts facts;

    Judge(Database database, Subjects subjects, Courses courses, Supplier<Mappings> mappings) {
        this.database = database;
        this.subjects = subjects;
        this.mappings = mappings;
        this.facts = new LearningFacts(courses);
    }

    /** Two queries, however many statements. */
    List<Judged> judge(List<Statement> statements, Sender sender, Instant now) {
        Mappings current = mappings.get();
        Map<Statement, Learning> meanings = new HashMap<>();
        statements.forEach(statement -> meanings.put(statement, current.meaning(statement)));
        Map<String, SubjectPlaces> people = people(statements.stream()
                .filter(statement -> meanings.get(statement) instanceof Learning.Activity)
                .flatMap(statement -> statement.actor().stream())
                .collect(Collectors.toSet()));
        return statements.stream()
                .map(statement -> new Judged(
                        statement,
                        fate(
                                statement,
                                meanings.get(statement),
                                statement.actor().map(people::get).orElse(null),
                                sender,
                                now)))
                .toList();
    }

    /** Those of the identities that somebody has. */
    private Map<String, SubjectPlaces> people(Set<String> identities) {
        if (identities.isEmpty()) {
            return Map.of();
        }
        Map<String, String> ids = subjects.identified(database, identities);
        Map<String, SubjectPlaces> places = subjects.places(Set.copyOf(ids.values()));
        return ids.entrySet().stream()
                .flatMap(entry -> Stream.ofNullable(places.get(entry.getValue()))
                        .map(place -> Map.entry(entry.getKey(), place)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Fate fate(
            Statement statement,
            @Nullable Learning meaning,
            @Nullable SubjectPlaces person,
            Sender sender,
            Instant now) {
        return switch (meaning) {
            case Learning.Nothing nothing -> new Fate.NoFact(nothing.reason(), null);
            case Learning.Activity activity -> learned(statement, activity, Optional.ofNullable(person), sender, now);
            case null -> throw new IllegalStateException("a statement without a meaning");
        };
    }

    private Fate learned(
            Statement statement,
            Learning.Activity activity,
            Optional<SubjectPlaces> person,
            Sender sender,
            Instant now) {
        Optional<String> actor = statement.actor();
        if (actor.isEmpty()) {
            return new Fate.NoFact("the actor is a group", null);
        }
        if (statement.timestamp().isAfter(now.plus(XapiLimits.AHEAD))) {
            return new Fate.NoFact("the timestamp lies more than a day ahead", null);
        }
        if (person.isEmpty()) {
            return new Fate.Waiting("nobody with this identity is known");
        }
        if (!sender.covers(person.get())) {
            return new Fate.NoFact("outside the provider's part", person.get().key());
        }
        return facts.of(statement, activity, person.get(), FactId.of(sender.id(), actor.get(), statement));
    }
}
