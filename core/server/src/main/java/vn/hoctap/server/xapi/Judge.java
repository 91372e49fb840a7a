package vn.hoctap.server.xapi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Decides what becomes of statements: which mean learning, of whom, and whether their sender may say so. */
final class Judge {
    private record Meant(Statement statement, Learning learning) {}

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
        List<Meant> meant = statements.stream()
                .map(statement -> new Meant(statement, current.meaning(statement)))
                .toList();
        Map<String, SubjectPlaces> people = people(meant.stream()
                .filter(one -> one.learning() instanceof Learning.Activity)
                .flatMap(one -> one.statement().actor().stream())
                .collect(Collectors.toSet()));
        Sender today = sender.following(subjects.tree());
        return meant.stream()
                .map(one -> new Judged(one.statement(), fate(one, people, today, now)))
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
                .flatMap(entry ->
                        Stream.ofNullable(places.get(entry.getValue())).map(place -> Map.entry(entry.getKey(), place)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Fate fate(Meant meant, Map<String, SubjectPlaces> people, Sender sender, Instant now) {
        Statement statement = meant.statement();
        if (!(meant.learning() instanceof Learning.Activity activity)) {
            return new Fate.NoFact(((Learning.Nothing) meant.learning()).reason(), null);
        }
        String actor = statement.actor().orElse(null);
        if (actor == null) {
            return new Fate.NoFact("the actor is a group", null);
        }
        if (statement.timestamp().isAfter(now.plus(XapiLimits.AHEAD))) {
            return new Fate.NoFact("the timestamp lies more than a day ahead", null);
        }
        SubjectPlaces person = people.get(actor);
        if (person == null) {
            return new Fate.Waiting("nobody with this identity is known");
        }
        if (!sender.covers(person)) {
            return new Fate.NoFact("outside the provider's part", person.key());
        }
        return facts.of(statement, activity, person, FactId.of(sender.id(), actor, statement));
    }
}
