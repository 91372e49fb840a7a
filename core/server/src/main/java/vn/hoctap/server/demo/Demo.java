package vn.hoctap.server.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.assessment.AssessmentApi;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.ledger.ActivityApi;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.MarkKind;
import vn.hoctap.server.ledger.Recording;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.subject.Memberships;
import vn.hoctap.server.subject.NewSubject;
import vn.hoctap.server.subject.SubjectChange;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.subject.Unjudged;

/**
 * Fills an empty ledger with the demo. Units, courses and people are entered as an administrator would; every fact goes
 * through the recorder on behalf of whoever would have said it. Everything has the same ids each time, so that a load
 * that was interrupted is simply repeated.
 */
public final class Demo {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PEOPLE_AT_ONCE = 25;
    private static final int CLIENTS = 8;
    private static final int BODY_LIMIT = 1000;
    private static final double VERIFIED_SHARE = 0.7;
    private static final LocalDate LONG_AGO = LocalDate.of(2021, 1, 1);

    /** Earlier in a year there is too little of it to show; then the year before is told. */
    private static final int ENOUGH_DAYS = 120;

    /** What the demo uses of the server. */
    public record Parts(
            Database database,
            OrgUnits units,
            Courses courses,
            Subjects subjects,
            Memberships memberships,
            Registry registry,
            ActivityApi activities,
            AssessmentApi assessments,
            Recording recording,
            EvidenceStore evidence,
            Clock clock) {}

    private final Parts parts;
    private final DemoState state;
    private final DemoLife life = DemoLife.read();

    public Demo(Parts parts) {
        this.parts = parts;
        this.state = new DemoState(parts.database());
    }

    /** How many people an earlier load has entered; empty: there was none. */
    public OptionalInt citizens() {
        int known = state.citizens();
        return known == 0 ? OptionalInt.empty() : OptionalInt.of(known);
    }

    /**
     * Makes sure that so many people are there with their year; does nothing for those who are there already.
     *
     * @param citizens at least 1
     * @param progress hears how many people are done
     */
    public DemoSummary load(int citizens, Consumer<String> progress) {
        Instant started = parts.clock().instant();
        LocalDate today = state.day(LocalDate.now(parts.clock()));
        if (state.citizens() < citizens) {
            enterTables();
            List<DemoPerson> people = people(citizens);
            enter(people);
            // Those of an earlier load have their families already.
            DemoHouseholds households = DemoHouseholds.of(people.subList(state.citizens(), citizens));
            new DemoCollectives(parts.database(), parts.subjects(), parts.memberships()).enter(households, LONG_AGO);
            appraise(households, today);
            record(people, today, progress);
            new DemoCourses(parts.database(), parts.courses(), parts.subjects(), parts.clock()).load(people, today);
            new DemoEvidence(parts.database(), parts.evidence()).load();
            judge(people, households);
            state.loaded(citizens);
        }
        new DemoSettling(parts.database()).await();
        Duration took = Duration.between(started, parts.clock().instant());
        return state.summary(took.toMillis() / 1000.0);
    }

    private void enterTables() {
        List<OrgUnit> missing = DemoTables.units().stream()
                .filter(unit -> parts.units().tree().find(unit.id()).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            parts.units().create(missing, Act.HOCTAP);
        }
        parts.courses().put(DemoTables.courses(), Act.HOCTAP);
    }

    private static List<DemoPerson> people(int citizens) {
        DemoPeople people = new DemoPeople(DemoTables.groups(), DemoTables.units());
        return IntStream.rangeClosed(1, citizens).mapToObj(people::person).toList();
    }

    private void enter(List<DemoPerson> people) {
        Set<String> known = parts.subjects()
                .keys(parts.database(), people.stream().map(DemoPerson::id).toList())
                .keySet();
        List<NewSubject> missing = people.stream()
                .filter(person -> !known.contains(person.id()))
                .map(Demo::subject)
                .toList();
        parts.subjects().create(missing, Act.HOCTAP);
    }

    private static NewSubject subject(DemoPerson person) {
        SubjectChange content = SubjectChange.from(LONG_AGO)
                .named(person.name())
                .born(person.birthDate())
                .with("group", person.group())
                .living(person.residence());
        SubjectChange known = person.association() ? content.with("association", true) : content;
        return new NewSubject(
                person.id(),
                SubjectKind.CITIZEN,
                person.workplace().map(known::working).orElse(known));
    }

    /** Those who were entered. Otherwise they would be taken up some seconds later, as what a killed node leaves. */
    private void judge(List<DemoPerson> people, DemoHouseholds households) {
        List<String> entered = Stream.of(
                        DemoTables.units().stream().map(OrgUnit::id),
                        people.stream().map(DemoPerson::id),
                        households.families().stream().map(DemoFamily::id),
                        households.clans().stream().map(DemoClan::id))
                .flatMap(Function.identity())
                .toList();
        Unjudged unjudged = new Unjudged(parts.database());
        List<Unjudged.Marked> marked = unjudged.of(entered);
        for (int from = 0; from < marked.size(); from += BODY_LIMIT) {
            List<Unjudged.Marked> page = marked.subList(from, Math.min(marked.size(), from + BODY_LIMIT));
            List<Command> commands = page.stream()
                    .<Command>map(one -> new Command.Rejudge(one.id()))
                    .toList();
            parts.recording().record(commands, Act.HOCTAP, (index, member) -> "");
            unjudged.done(page);
        }
    }

    /** By the sets that are there: any plugin may have been taken out. */
    private void appraise(DemoHouseholds households, LocalDate today) {
        Set<String> sets = parts.registry().current().installed().stream()
                .map(installed -> installed.set().id())
                .collect(Collectors.toSet());
        List<DemoFact> facts = DemoAppraisals.of(households, DemoTables.units(), year(today)).stream()
                .filter(fact -> sets.contains(fact.body().get("set").textValue()))
                .toList();
        send(staff(Role.OFFICER), facts);
    }

    /** Several at a time, as many clients would; the recorder puts them together. */
    private void record(List<DemoPerson> people, LocalDate today, Consumer<String> progress) {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int from = 0; from < people.size(); from += PEOPLE_AT_ONCE) {
                List<DemoPerson> some = people.subList(from, Math.min(people.size(), from + PEOPLE_AT_ONCE));
                running.add(CompletableFuture.runAsync(() -> record(some, today), clients)
                        .thenRun(() ->
                                progress.accept("%d / %d".formatted(done.addAndGet(some.size()), people.size()))));
            }
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        }
    }

    private void record(List<DemoPerson> people, LocalDate today) {
        List<DemoFact> facts = new ArrayList<>();
        for (DemoPerson person : people) {
            List<DemoFact> year = new DemoYear(person, life, year(today), today).facts();
            facts.addAll(year);
            Caller self = new Caller(person.id(), Optional.of(person.id()), List.of(new Grant(Role.LEARNER, null)));
            send(self, only(year, DemoFact.Author.LEARNER));
        }
        send(staff(Role.CENTER), only(facts, DemoFact.Author.CENTER));
        send(staff(Role.OFFICER), only(facts, DemoFact.Author.OFFICER));
        verify(facts);
    }

    /** The year that is told on this day. */
    static int year(LocalDate today) {
        return today.getDayOfYear() < ENOUGH_DAYS ? today.getYear() - 1 : today.getYear();
    }

    private static List<DemoFact> claims(List<DemoFact> facts) {
        return only(facts, DemoFact.Author.LEARNER).stream()
                .filter(fact -> !fact.assessment())
                .toList();
    }

    private static List<DemoFact> only(List<DemoFact> facts, DemoFact.Author author) {
        return facts.stream().filter(fact -> fact.author() == author).toList();
    }

    /** Whom nobody is: samples are no acts of officers. */
    private static Caller staff(Role role) {
        return new Caller(Act.HOCTAP, Optional.empty(), List.of(new Grant(role, null)));
    }

    private void send(Caller caller, List<DemoFact> facts) {
        chunks(facts.stream().filter(fact -> !fact.assessment()))
                .forEach(chunk -> parts.activities().record(caller, chunk));
        chunks(facts.stream().filter(DemoFact::assessment))
                .forEach(chunk -> parts.assessments().record(caller, chunk));
    }

    private static List<ArrayNode> chunks(Stream<DemoFact> facts) {
        List<ArrayNode> chunks = new ArrayList<>();
        facts.forEach(fact -> {
            if (chunks.isEmpty() || chunks.getLast().size() == BODY_LIMIT) {
                chunks.add(JSON.arrayNode());
            }
            chunks.getLast().add(fact.body());
        });
        return chunks;
    }

    /** Officers have looked at most of what people logged themselves; the rest waits in their queue. */
    private void verify(List<DemoFact> facts) {
        List<Command.Mark> marks = new ArrayList<>();
        for (DemoFact fact : claims(facts)) {
            String id = fact.body().get("id").textValue();
            String subject = fact.body().get("subject").textValue();
            double chance = new Random(id.hashCode()).nextDouble();
            if (chance < VERIFIED_SHARE && !subject.equals(DemoPeople.LEARNER)) {
                marks.add(new Command.Mark(subject, id, MarkKind.VERIFIED, null));
            } else if (chance > 0.97 && !subject.equals(DemoPeople.LEARNER)) {
                marks.add(new Command.Mark(subject, id, MarkKind.REJECTED, "Ảnh mờ, xin chụp lại giúp"));
            }
        }
        if (!marks.isEmpty()) {
            parts.recording().record(marks, staff(Role.OFFICER).name(), (index, member) -> "");
        }
    }
}
