package vn.hoctap.server.subject;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.progress.SubjectState;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.secrecy.KeyPlace;
import vn.hoctap.server.secrecy.MasterKey;
import vn.hoctap.server.secrecy.Secrets;

/** A register of people on a fresh database, with two villages of one commune, a second commune and an office. */
public final class RegisterFixture implements AutoCloseable {
    public static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    public static final String BY = "officer-an";

    public final TestDatabase test = TestDatabase.open();
    public final OrgUnits units = new OrgUnits(test.database(), clock());
    public final Set<String> dates = new HashSet<>();
    public final Secrets secrets = Secrets.open(test.database(), new KeyPlace.Given(MasterKey.random()));
    public final Subjects subjects = another();
    public final Memberships memberships = new Memberships(test.database());

    public RegisterFixture() {
        List<OrgUnit> tree = List.of(
                OrgUnit.of("tinh", OrgUnitKind.PROVINCE, "Tỉnh Thử", null),
                OrgUnit.of("xa_1", OrgUnitKind.COMMUNE, "Xã Đông", "tinh"),
                OrgUnit.of("xa-1", OrgUnitKind.COMMUNE, "Xã Tây", "tinh"),
                OrgUnit.of("thon-a", OrgUnitKind.VILLAGE, "Thôn A", "xa_1"),
                OrgUnit.of("thon-b", OrgUnitKind.VILLAGE, "Thôn B", "xa_1"),
                OrgUnit.of("thon-c", OrgUnitKind.VILLAGE, "Thôn C", "xa-1"),
                OrgUnit.of("co-quan", OrgUnitKind.ORGANISATION, "Cơ quan Thử", "xa-1"));
        units.create(tree, BY);
    }

    /** As another process has them. */
    Subjects another() {
        return new Subjects(test.database(), secrets, units::tree, () -> dates, clock());
    }

    private static Clock clock() {
        ZoneId zone = ZoneId.of("Asia/Ho_Chi_Minh");
        return Clock.fixed(Instant.from(TODAY.atTime(9, 0).atZone(zone)), zone);
    }

    public static SubjectChange since(String day) {
        return SubjectChange.from(LocalDate.parse(day));
    }

    public void citizen(String id, SubjectChange content) {
        subjects.create(List.of(new NewSubject(id, SubjectKind.CITIZEN, content)), BY);
    }

    public void collective(String id, SubjectKind kind) {
        subjects.create(List.of(new NewSubject(id, kind, since("2020-01-01").living("thon-a"))), BY);
    }

    public Subject subject(String id) {
        return subjects.find(id).orElseThrow();
    }

    /** The fields that expressions see on a day, by the residence. */
    public Map<String, Object> fields(String id, String day) {
        return state(id, day).fields();
    }

    public SubjectState state(String id, String day) {
        LocalDate date = LocalDate.parse(day);
        return subjects.history(subject(id).key()).orElseThrow().at(date, date, Place.RESIDENCE);
    }

    @Override
    public void close() {
        test.close();
    }
}
