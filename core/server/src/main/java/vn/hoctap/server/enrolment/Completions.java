package vn.hoctap.server.enrolment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.course.Session;
import vn.hoctap.server.course.Sessions;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.enrolment.Grading.Item;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.ledger.ActivityApi;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.MarkKind;
import vn.hoctap.server.ledger.Recording;
import vn.hoctap.server.ledger.Recording.Answer;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.TitleRecord;

/** The facts of completions: recorded as the one who says so would record any activity, and withdrawn again. */
public final class Completions {
    private static final String WITHDRAWN = "The completion of the course was taken back.";

    /** In the order of their codes in the database. */
    private static final List<Source.Kind> SOURCES =
            List.of(Source.Kind.SELF, Source.Kind.CENTER, Source.Kind.LMS, Source.Kind.OFFICER);

    private final Sql sql;
    private final Subjects subjects;
    private final Sessions sessions;
    private final ActivityApi activities;
    private final Recording recording;
    private final Clock clock;

    public Completions(
            Sql sql, Subjects subjects, Sessions sessions, ActivityApi activities, Recording recording, Clock clock) {
        this.sql = sql;
        this.subjects = subjects;
        this.sessions = sessions;
        this.activities = activities;
        this.recording = recording;
        this.clock = clock;
    }

    /** A fact of a completion: its id, and what else is known when it was recorded before. */
    private record Known(String id, boolean recorded) {}

    /**
     * Records what is completed, all or nothing, and withdraws what is not completed any more.
     *
     * @param won hears for each enrolment the titles that its completion won
     * @return by enrolment the ids of the facts that complete it
     */
    Map<String, String> record(
            Caller caller, List<Item> items, IntFunction<String> pointers, BiConsumer<String, List<TitleRecord>> won) {
        Map<Item, String> sent = new LinkedHashMap<>();
        Map<String, String> facts = new HashMap<>();
        ArrayNode bodies = Json.mapper().createArrayNode();
        for (Item item : items) {
            boolean done =
                    item.known().state() == State.COMPLETED && !item.grade().details();
            if (!item.grade().completes() || done || item.known().elsewhere()) {
                continue;
            }
            Known fact = fact(item.known());
            facts.put(item.known().id(), fact.id());
            if (!fact.recorded() || item.grade().details()) {
                sent.put(item, fact.id());
                bodies.add(body(item, fact.id()));
            }
        }
        List<Item> order = List.copyOf(sent.keySet());
        List<Command.Mark> undone = items.stream().flatMap(Completions::undone).toList();
        demandTrust(caller, order, undone);
        List<Answer> answers = bodies.isEmpty() ? List.of() : send(caller, bodies, order, pointers);
        for (int i = 0; i < answers.size(); i++) {
            won.accept(order.get(i).known().id(), answers.get(i).titles());
        }
        if (!undone.isEmpty()) {
            recording.record(undone, caller.name(), (index, member) -> "");
        }
        return facts;
    }

    /** What completed a course that is not completed any more. */
    private static Stream<Command.Mark> undone(Item item) {
        Enrolment known = item.known();
        String fact = known.fact();
        return item.grade().completes()
                        || item.grade().state().isEmpty()
                        || known.state() != State.COMPLETED
                        || fact == null
                ? Stream.empty()
                : Stream.of(new Command.Mark(known.subject(), fact, MarkKind.WITHDRAWN, WITHDRAWN));
    }

    private List<Answer> send(Caller caller, ArrayNode bodies, List<Item> order, IntFunction<String> pointers) {
        try {
            return activities.record(caller, bodies);
        } catch (Problem refused) {
            throw new Problem(
                    refused.status(),
                    refused.title(),
                    refused.detail(),
                    refused.errors().stream()
                            .map(error -> placed(error, order, pointers))
                            .toList());
        }
    }

    /** The ledger names places among the facts; the caller knows places among the enrolments. */
    private static PointerError placed(PointerError error, List<Item> order, IntFunction<String> pointers) {
        String[] parts = error.pointer().split("/", 3);
        Item item = order.get(Integer.parseInt(parts[1]));
        String member = parts.length > 2 && parts[2].equals("endedAt") ? "/completedAt" : "";
        return new PointerError(pointers.apply(item.index()) + member, error.detail());
    }

    /** A completion is the word of somebody else, in whose part the person is; nobody takes back a more trusted one. */
    private void demandTrust(Caller caller, List<Item> completed, List<Command.Mark> undone) {
        Map<String, SubjectPlaces> places = subjects.places(Stream.concat(
                        completed.stream().map(i -> i.known().subject()),
                        undone.stream().map(Command::subject))
                .distinct()
                .toList());
        for (Item item : completed) {
            if (trust(caller, places.get(item.known().subject())) == Source.Kind.SELF) {
                throw Problem.forbidden("Nobody completes his own course; ask who holds it, or an officer.");
            }
        }
        for (Command.Mark mark : undone) {
            SubjectPlaces at = places.get(mark.subject());
            if (at != null && source(at.key(), mark.factId()).compareTo(trust(caller, at)) > 0) {
                throw Problem.forbidden("Only an officer, or who said so, takes back that a course is completed.");
            }
        }
    }

    private static Source.Kind trust(Caller caller, @Nullable SubjectPlaces at) {
        return at == null ? Source.Kind.SELF : Scope.sourceKind(caller, at.id(), at.paths());
    }

    private Source.Kind source(long subject, String fact) {
        return sql.first("select source from fact where subject = $1 and id = $2", subject, fact)
                .map(row -> SOURCES.get(row.getShort("source")))
                .orElse(Source.Kind.SELF);
    }

    private Known fact(Enrolment enrolment) {
        int attempt = 1;
        while (true) {
            String id = Enrolment.factId(enrolment.id(), attempt);
            Optional<Boolean> withdrawn = sql.first("""
                            select exists (select from fact_mark m where m.subject = f.subject and m.fact = f.id
                                and m.mark = 'withdrawn') as gone
                            from fact f where f.subject = $1 and f.id = $2""", enrolment.key(), id).map(row -> row.getBoolean("gone"));
            if (withdrawn.isEmpty() || !withdrawn.get()) {
                return new Known(id, withdrawn.isPresent());
            }
            attempt++;
        }
    }

    private ObjectNode body(Item item, String fact) {
        Enrolment enrolment = item.known();
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("id", fact).put("subject", enrolment.subject()).put("type", "course");
        body.put("course", enrolment.course());
        body.put(
                "endedAt",
                item.grade().completedAt().orElseGet(() -> ended(enrolment)).toString());
        item.grade().hours().ifPresent(hours -> body.put("hours", Json.number(hours)));
        ObjectNode result = body.putObject("result").put("passed", true);
        item.grade().scaled().ifPresent(scaled -> result.put("scaled", Json.number(scaled)));
        body.putObject("source").put("ref", "enrolment:" + enrolment.id());
        return body;
    }

    /** When it was completed before, else when its session ended, else now. */
    private Instant ended(Enrolment enrolment) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant known = enrolment.completedAt();
        if (known != null) {
            return known;
        }
        return Optional.ofNullable(enrolment.session())
                .flatMap(sessions::find)
                .map(Session::ends)
                .filter(ends -> ends.isBefore(now))
                .orElse(now);
    }
}
