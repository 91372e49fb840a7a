package vn.hoctap.server.subject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectHistory.Dated;
import vn.hoctap.engine.progress.SubjectHistory.Stay;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/**
 * Subjects that somebody enters in numbers: who is not known yet is entered, who is known is changed where the entry says
 * something else, each judged as if it had been sent alone. Safe for use from any thread.
 */
public final class SubjectEntries {

    /** What is to be done about one subject. */
    public sealed interface Entry {
        String id();

        record Enter(NewSubject subject) implements Entry {
            @Override
            public String id() {
                return subject.id();
            }
        }

        record Alter(Subject subject, SubjectChange change) implements Entry {
            @Override
            public String id() {
                return subject.id();
            }

            /** As it would be known afterwards. */
            public SubjectHistory supposed() {
                return SubjectEntries.supposed(subject.history(), change);
            }
        }

        /** All of it is known. */
        record Same(String id) implements Entry {}
    }

    private final Subjects subjects;
    private final Consequences consequences;

    public SubjectEntries(Subjects subjects, Consequences consequences) {
        this.subjects = subjects;
        this.consequences = consequences;
    }

    /** What is known of those who are to be entered, by id. */
    public Map<String, Subject> known(Collection<String> ids) {
        return subjects.findAll(ids).stream().collect(Collectors.toMap(Subject::id, Function.identity()));
    }

    /** @throws Problem 400, 403 */
    public Entry read(Caller caller, ObjectNode body, @Nullable Subject known) {
        return known == null ? entered(caller, body) : altered(caller, body, known);
    }

    private Entry entered(Caller caller, ObjectNode body) {
        ObjectNode whole = body.deepCopy();
        if (!whole.has("kind")) {
            whole.put("kind", SubjectKind.CITIZEN.slug());
        }
        NewSubject subject = new SubjectBody(whole, subjects.tree(), subjects.today()).created();
        Scope.demand(caller, Action.EDIT, subject.id(), paths(subject.content()));
        return new Entry.Enter(subject);
    }

    private List<String> paths(SubjectChange content) {
        return Stream.of(content.residence(), content.workplaces())
                .filter(Objects::nonNull)
                .flatMap(Set::stream)
                .map(subjects.tree()::path)
                .toList();
    }

    private Entry altered(Caller caller, ObjectNode body, Subject known) {
        SubjectPlaces places = subjects.places(List.of(known.id())).get(known.id());
        Scope.demand(caller, Action.EDIT, known.id(), places == null ? List.of() : places.paths());
        SubjectChange sent = new SubjectBody(body, subjects.tree(), subjects.today()).changed(known);
        SubjectChange change = different(sent, known);
        boolean same = !change.mattersToJudgement()
                && change.name() == null
                && change.identities() == null
                && change.nationalId() == null;
        return same ? new Entry.Same(known.id()) : new Entry.Alter(known, change);
    }

    /** Without what holds anyway on the day from which it is said to hold. */
    private static SubjectChange different(SubjectChange sent, Subject known) {
        LocalDate day = sent.from();
        Map<String, Object> before = known.attributes(day);
        Map<String, @Nullable Object> attributes = new HashMap<>();
        sent.attributes().forEach((name, value) -> {
            if (!Objects.equals(before.get(name), value)) {
                attributes.put(name, value);
            }
        });
        Set<String> residence = known.residence(day).map(Set::of).orElse(Set.of());
        return new SubjectChange(
                day,
                unless(known.name(), sent.name()),
                unless(known.history().birthDate(), sent.birthDate()),
                attributes,
                unless(residence, sent.residence()),
                unless(Set.copyOf(known.workplaces(day)), sent.workplaces()),
                identities(sent, known),
                unless(known.nationalId(), sent.nationalId()));
    }

    private static <T> @Nullable T unless(@Nullable T known, @Nullable T sent) {
        return Objects.equals(known, sent) ? null : sent;
    }

    /** A row names some of the names under which other systems know the subject; the others stay. */
    private static @Nullable List<Identity> identities(SubjectChange sent, Subject known) {
        if (sent.identities() == null || known.identities().containsAll(sent.identities())) {
            return null;
        }
        Set<Identity> all = new HashSet<>(known.identities());
        all.addAll(sent.identities());
        return List.copyOf(all);
    }

    /**
     * Those to be entered, all or none.
     *
     * @throws Problem 409 when somebody else has one of the ids or identities
     */
    public void enter(Collection<Entry.Enter> entries, String by) {
        subjects.create(entries.stream().map(Entry.Enter::subject).toList(), by);
    }

    /** @throws Problem 409 when somebody else has one of the identities */
    public void alter(Entry.Alter entry, String by) {
        subjects.change(entry.id(), entry.change(), by);
    }

    /** What has to follow once these are entered or altered. */
    public void follow(Collection<? extends Entry> entries, String by) {
        consequences.judge(
                entries.stream()
                        .filter(entry -> content(entry).mattersToJudgement())
                        .map(Entry::id)
                        .toList(),
                by);
        entries.stream()
                .filter(entry -> content(entry).identities() != null)
                .forEach(entry -> consequences.identify(entry.id(), by));
    }

    /** Judges these anew, of whom nobody knows whether that followed when they were entered or altered. */
    public void judge(Collection<String> ids, String by) {
        consequences.judge(ids, by);
    }

    public boolean areFamilies(String one, String other) {
        return subjects.places(List.of(one, other)).values().stream()
                .allMatch(places -> places.kind() == SubjectKind.FAMILY);
    }

    private static SubjectChange content(Entry entry) {
        return switch (entry) {
            case Entry.Enter enter -> enter.subject().content();
            case Entry.Alter alter -> alter.change();
            case Entry.Same same -> SubjectChange.from(LocalDate.MIN);
        };
    }

    private static SubjectHistory supposed(SubjectHistory known, SubjectChange change) {
        List<Dated> attributes = Stream.concat(
                        known.attributes().stream()
                                .filter(dated -> !(dated.from().equals(change.from())
                                        && change.attributes().containsKey(dated.name()))),
                        change.attributes().entrySet().stream()
                                .map(entry -> new Dated(entry.getKey(), change.from(), entry.getValue())))
                .toList();
        return new SubjectHistory(
                known.id(),
                known.kind(),
                change.birthDate() == null ? known.birthDate() : change.birthDate(),
                known.orgUnit(),
                attributes,
                Stream.of(Place.values())
                        .flatMap(place -> stays(known, change, place).stream())
                        .toList(),
                known.memberships(),
                known.places());
    }

    private static List<Stay> stays(SubjectHistory known, SubjectChange change, Place place) {
        List<Stay> stays =
                known.stays().stream().filter(stay -> stay.place() == place).toList();
        Set<String> units = place == Place.RESIDENCE ? change.residence() : change.workplaces();
        return units == null ? stays : Stays.change(stays, place, units, change.from());
    }
}
