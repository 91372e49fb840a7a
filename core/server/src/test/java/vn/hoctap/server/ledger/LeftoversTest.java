package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.ledger.LedgerFixture.course;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.subject.SubjectChange;
import vn.hoctap.server.subject.Unjudged;

/** Whoever changed something was killed before he had judged those whom it concerns. */
class LeftoversTest {
    private static final LocalDate LONG_AGO = LocalDate.of(2021, 1, 1);

    private final LedgerFixture ledger =
            new LedgerFixture(Clock.fixed(LedgerFixture.NOW, ZoneOffset.UTC), LedgerSets.asking());

    @BeforeEach
    void three_courses_of_two_people_in_two_villages() {
        ledger.units()
                .create(
                        List.of(
                                OrgUnit.of("xa", OrgUnitKind.COMMUNE, "Xã", null),
                                OrgUnit.of("thon-a", OrgUnitKind.VILLAGE, "Thôn A", "xa"),
                                OrgUnit.of("thon-b", OrgUnitKind.VILLAGE, "Thôn B", null)),
                        "admin");
        ledger.person("an", "binh");
        move("an", "thon-a");
        move("binh", "thon-b");
        for (String id : List.of("an", "binh")) {
            ledger.record(course(id, "1", "20"), course(id, "2", "4"));
        }
        takeUp();
        assertThat(ledger.states("an", "placed")).isEmpty();
    }

    @AfterEach
    void close() {
        assertThat(ledger.check()).isEmpty();
        ledger.close();
    }

    private void move(String id, String unit) {
        ledger.subjects().change(id, SubjectChange.from(LONG_AGO).living(unit), "test");
    }

    /** Whoever changed it would be expected to judge for some seconds more. */
    private int takeUp() {
        ledger.database().update("update unjudged set free_at = now()");
        return ledger.leftovers().judge(100);
    }

    @Test
    void everybody_below_a_changed_unit_is_judged_later_and_nobody_else() {
        ledger.units().change("xa", unit -> unit.with(Map.of("region", "difficult")), "admin");
        assertThat(ledger.check()).isNotEmpty();

        assertThat(takeUp()).as("an, and the communities of xa and thon-a").isEqualTo(3);
        assertThat(ledger.states("an", "placed")).containsExactly("AWARDED");
        assertThat(ledger.states("binh", "placed")).isEmpty();
        assertThat(takeUp()).isZero();
    }

    @Test
    void a_change_of_a_person_with_a_date_in_the_past_is_judged_later() {
        ledger.subjects().change("binh", SubjectChange.from(LONG_AGO).with("group", "cong-nhan"), "test");
        takeUp();
        assertThat(ledger.states("binh", "learner")).containsExactly("WITHDRAWN low");
    }

    @Test
    void who_is_being_judged_by_somebody_is_left_to_him() {
        move("an", "thon-b");
        assertThat(ledger.leftovers().judge(100)).isZero();
        takeUp();
    }

    @Test
    void a_change_that_came_while_an_earlier_one_was_judged_stays_marked() {
        Unjudged unjudged = new Unjudged(ledger.database());
        move("an", "thon-b");
        List<Unjudged.Marked> earlier = unjudged.of(List.of("an"));
        move("an", "thon-a");
        unjudged.done(earlier);
        assertThat(unjudged.of(List.of("an"))).hasSize(1);
        unjudged.done(unjudged.of(List.of("an", "binh")));
        assertThat(unjudged.of(List.of("an"))).isEmpty();
    }

    @Test
    void when_a_turn_begins_what_was_left_by_then_is_taken_up_at_once_and_later_changes_are_left_alone() {
        move("an", "thon-b");
        Leftovers inherited = Leftovers.inherited(ledger.database(), ledger.recorder(), ledger.units()::reload);
        assertThat(inherited.judge(100)).isEqualTo(1);

        move("an", "thon-a");
        assertThat(inherited.judge(100)).isZero();
        takeUp();
    }

    @Test
    void one_who_cannot_be_judged_keeps_nobody_waiting() {
        ledger.database()
                .update("update fact set source = 99 where subject = (select key from subject where id = 'an')");
        move("an", "thon-b");
        move("binh", "thon-a");
        takeUp();

        assertThat(new Unjudged(ledger.database()).of(List.of("an", "binh")))
                .extracting(Unjudged.Marked::id)
                .containsExactly("an");
        ledger.database().update("update fact set source = 3 where source = 99");
        takeUp();
        assertThat(new Unjudged(ledger.database()).of(List.of("an"))).isEmpty();
    }
}
