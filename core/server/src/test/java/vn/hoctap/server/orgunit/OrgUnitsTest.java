package vn.hoctap.server.orgunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static vn.hoctap.server.subject.RegisterFixture.since;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.subject.RegisterFixture;

class OrgUnitsTest {
    private final RegisterFixture register = new RegisterFixture();
    private final OrgUnits units = register.units;

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void a_place_brings_its_community_and_an_organisation_its_unit() {
        assertThat(register.subject("thon-a").kind()).isEqualTo(SubjectKind.COMMUNITY);
        assertThat(register.subject("thon-a").name()).isEqualTo("Thôn A");
        assertThat(register.subject("co-quan").kind()).isEqualTo(SubjectKind.UNIT);
        assertThat(register.subject("co-quan").orgUnit()).isEqualTo("co-quan");
    }

    @Test
    void the_nearest_place_that_has_an_attribute_gives_it_to_its_people() {
        register.citizen("cit-1", since("2025-01-01").living("thon-a"));
        register.citizen("cit-2", since("2025-01-01").living("thon-b").with("region", "own"));
        units.change("tinh", unit -> unit.with(Map.of("region", "normal")), "admin");
        assertThat(register.fields("cit-1", "2026-01-01")).containsEntry("region", "normal");
        units.change("xa_1", unit -> unit.with(Map.of("region", "difficult")), "admin");
        assertThat(register.fields("cit-1", "2026-01-01")).containsEntry("region", "difficult");
        assertThat(register.fields("cit-2", "2026-01-01")).containsEntry("region", "own");
    }

    @Test
    void a_unit_takes_everything_below_it_along() {
        units.create(List.of(OrgUnit.of("xom", OrgUnitKind.VILLAGE, "Xóm", "thon-a")), "admin");
        units.change("thon-a", unit -> unit.under("xa-1"), "admin");
        assertThat(units.tree().path("xom")).isEqualTo("/tinh/xa-1/thon-a/xom/");
        assertThat(stored("xom")).isEqualTo("/tinh/xa-1/thon-a/xom/");
        assertThat(stored("thon-b")).isEqualTo("/tinh/xa_1/thon-b/");
        assertThat(units.tree().within("xom", "xa-1")).isTrue();
        assertThat(units.tree().below("thon-a")).containsExactly("thon-a", "xom");
        units.change("thon-a", unit -> unit.under(null), "admin");
        assertThat(stored("xom")).isEqualTo("/thon-a/xom/");
    }

    @Test
    void requests_that_read_the_tree_again_at_the_same_time_do_not_keep_each_other_from_going_on() {
        List<Promise<OrgTree>> readings =
                Stream.generate(Promise::<OrgTree>promise).limit(8).toList();
        register.test
                .vertx()
                .deployVerticle(
                        new VerticleBase() {
                            @Override
                            public Future<?> start() {
                                readings.forEach(
                                        reading -> context.runOnContext(none -> reading.complete(units.reload())));
                                return Future.succeededFuture();
                            }
                        },
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
        assertThat(Future.all(readings.stream().map(Promise::future).toList()).toCompletionStage())
                .succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void no_unit_hangs_below_itself() {
        assertRefused(() -> units.change("tinh", unit -> unit.under("thon-a"), "admin"), 400);
        assertRefused(() -> units.change("tinh", unit -> unit.under("tinh"), "admin"), 400);
        assertThat(units.tree().path("thon-a")).isEqualTo("/tinh/xa_1/thon-a/");
    }

    @Test
    void unknown_parents_and_known_ids_are_refused() {
        assertRefused(() -> create("new", "nowhere"), 400);
        assertRefused(() -> create("thon-a", "xa_1"), 409);
        register.citizen("cit-1", since("2025-01-01"));
        assertRefused(() -> create("cit-1", "xa_1"), 409);
        assertThat(units.reload().knows("cit-1")).isFalse();
        assertRefused(() -> units.change("nowhere", unit -> unit, "admin"), 404);
    }

    @Test
    void a_unit_above_that_has_ended_is_passed_over_from_that_day_on() {
        units.change("xa_1", unit -> unit.until(LocalDate.of(2025, 7, 1)), "admin");
        assertThat(units.tree().chain("thon-a", LocalDate.of(2025, 6, 30))).containsExactly("thon-a", "xa_1", "tinh");
        assertThat(units.tree().chain("thon-a", LocalDate.of(2025, 7, 1))).containsExactly("thon-a", "tinh");
        assertThat(units.tree().chain("nowhere", LocalDate.of(2025, 7, 1))).containsExactly("nowhere");
    }

    @Test
    void everybody_who_was_ever_there_is_found_batch_by_batch() {
        register.citizen("cit-1", since("2025-01-01").living("thon-a"));
        register.citizen("cit-2", since("2025-01-01").living("thon-b"));
        register.subjects.change("cit-1", since("2026-01-01").living("thon-c"), RegisterFixture.BY);
        List<String> below = units.tree().below("xa_1");
        assertThat(register.subjects.everIn(below, "", 3)).containsExactly("cit-1", "cit-2", "thon-a");
        assertThat(register.subjects.everIn(below, "thon-a", 3)).containsExactly("thon-b", "xa_1");
    }

    private void create(String id, String parent) {
        units.create(List.of(OrgUnit.of(id, OrgUnitKind.VILLAGE, "Thôn", parent)), "admin");
    }

    private String stored(String id) {
        return register.test
                .database()
                .first("select path from org_unit where id = $1", id)
                .orElseThrow()
                .getString(0);
    }

    private static void assertRefused(ThrowingCallable change, int status) {
        assertThatThrownBy(change)
                .asInstanceOf(type(Problem.class))
                .extracting(Problem::status)
                .isEqualTo(status);
    }
}
