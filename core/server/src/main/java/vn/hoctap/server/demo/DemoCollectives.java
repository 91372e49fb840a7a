package vn.hoctap.server.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.subject.Membership;
import vn.hoctap.server.subject.Memberships;
import vn.hoctap.server.subject.NewSubject;
import vn.hoctap.server.subject.SubjectChange;
import vn.hoctap.server.subject.Subjects;

/** Enters families and clans, and who belongs to them. */
final class DemoCollectives {
    private static final int CLIENTS = 8;

    private final Database database;
    private final Subjects subjects;
    private final Memberships memberships;
    private final Map<String, String> places;

    DemoCollectives(Database database, Subjects subjects, Memberships memberships) {
        this.database = database;
        this.subjects = subjects;
        this.memberships = memberships;
        this.places = DemoTables.units().stream().collect(Collectors.toMap(OrgUnit::id, OrgUnit::name));
    }

    /** A repeated load enters nothing twice. */
    void enter(DemoHouseholds households, LocalDate from) {
        List<NewSubject> wanted = new ArrayList<>();
        List<Membership> belonging = new ArrayList<>();
        for (DemoFamily family : households.families()) {
            wanted.add(
                    collective(family.id(), SubjectKind.FAMILY, family.name(), family.village(), family.head(), from));
            family.people().forEach(person -> belonging.add(new Membership(person.id(), family.id(), from, null)));
        }
        for (DemoClan clan : households.clans()) {
            String name = clan.name(places.getOrDefault(clan.village(), ""));
            wanted.add(collective(clan.id(), SubjectKind.CLAN, name, clan.village(), clan.head(), from));
            clan.families().forEach(family -> belonging.add(new Membership(family.id(), clan.id(), from, null)));
        }
        Set<String> known = subjects.keys(
                        database, wanted.stream().map(NewSubject::id).toList())
                .keySet();
        subjects.create(wanted.stream().filter(one -> !known.contains(one.id())).toList(), Act.HOCTAP);
        put(belonging);
    }

    private static NewSubject collective(
            String id, SubjectKind kind, String name, String village, DemoPerson head, LocalDate from) {
        return new NewSubject(
                id, kind, SubjectChange.from(from).named(name).living(village).with("representative", head.id()));
    }

    /** Each is a transaction of its own; several at a time. */
    private void put(Collection<Membership> belonging) {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            CompletableFuture.allOf(belonging.stream()
                            .map(one -> CompletableFuture.runAsync(() -> memberships.put(one, Act.HOCTAP), clients))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }
}
