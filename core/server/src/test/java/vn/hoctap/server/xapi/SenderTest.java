package vn.hoctap.server.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.subject.RegisterFixture;
import vn.hoctap.server.subject.SubjectPlaces;

class SenderTest {

    @Test
    void a_key_for_a_unit_that_is_no_more_is_one_for_what_took_its_place() {
        try (RegisterFixture register = new RegisterFixture()) {
            Sender sender = Sender.of(new Provider("lms", "LMS", "xa_1", "key", Instant.EPOCH, false));
            assertThat(covers(sender, register)).isFalse();
            register.units.change(
                    "xa_1",
                    unit -> new OrgUnit(
                            unit.id(),
                            unit.kind(),
                            unit.name(),
                            unit.parent(),
                            null,
                            LocalDate.of(2026, 1, 1),
                            List.of("xa-1"),
                            unit.attributes()),
                    "admin");
            assertThat(covers(sender, register)).isTrue();
        }
    }

    private static boolean covers(Sender sender, RegisterFixture register) {
        SubjectPlaces neighbour = new SubjectPlaces(
                "cit-1", 1, SubjectKind.CITIZEN, List.of(register.units.tree().path("thon-c")));
        return sender.following(register.units.tree()).covers(neighbour);
    }
}
