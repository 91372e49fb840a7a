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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
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
        assertThat(units.reload().path("xom")).isEqualTo("/tinh/xa-1/thon-a/xom/");
        assertThat(units.tree().path("thon-b")).isEqualTo("/tinh/xa_1/thon-b/");
        assertThat(units.tree().within("xom", "xa-1")).isTrue();
        assertThat(units.tree().below("thon-a")).containsExactly("thon-a", "xom");
        units.change("thon-a", unit -> unit.under(null), "admin");
        assertThat(units.reload().path("xom")).isEqualTo("/thon-a/xom/");
    }

    @Test
    void a_unit_hangs_elsewhere_from_a_day_on_and_where_it_was_before() {
        units.change("thon-a", unit -> unit.under("xa-1"), Optional.of(LocalDate.of(2026, 1, 1)), "admin");
        assertThat(chain("thon-a", "2025-12-31")).containsExactly("thon-a", "xa_1", "tinh");
        assertThat(chain("thon-a", "2026-01-01")).containsExactly("thon-a", "xa-1", "tinh");
        units.change("thon-a", unit -> unit.under("xa_1"), Optional.of(LocalDate.of(2027, 1, 1)), "admin");
        assertThat(units.tree().find("thon-a").orElseThrow().parent()).isEqualTo("xa-1");
        assertThat(units.tree().path("thon-a")).isEqualTo("/tinh/xa-1/thon-a/");
        assertThat(chain("thon-a", "2027-01-01")).containsExactly("thon-a", "xa_1", "tinh");
        assertThat(units.tree().chainChanges("thon-a", LocalDate.of(2026, 6, 15)))
                .contains(LocalDate.of(2027, 1, 1));
        assertThat(units.tree().below("xa-1", LocalDate.of(2026, 6, 15))).contains("thon-a");
        assertThat(units.tree().below("xa-1", LocalDate.of(2027, 6, 15))).doesNotContain("thon-a");
        units.change("thon-a", unit -> unit.under("xa-1"), Optional.empty(), "admin");
        assertThat(chain("thon-a", "2020-01-01")).containsExactly("thon-a", "xa-1", "tinh");
        assertThat(chain("thon-a", "2030-01-01")).containsExactly("thon-a", "xa-1", "tinh");
    }

    @Test
    void what_is_to_come_comes_with_its_day_and_those_who_remember_are_told() {
        units.change("thon-a", unit -> unit.under("xa-1"), Optional.of(LocalDate.of(2026, 7, 1)), "admin");
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-06-30T16:59:00Z"));
        OrgUnits others = new OrgUnits(register.test.database(), new Clock() {
            @Override
            public ZoneId getZone() {
                return Words.ZONE;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        });
        AtomicInteger told = new AtomicInteger();
        others.whenChanged(told::incrementAndGet);
        assertThat(others.tree().path("thon-a")).isEqualTo("/tinh/xa_1/thon-a/");
        assertThat(told).hasValue(0);
        now.set(Instant.parse("2026-06-30T17:00:00Z"));
        assertThat(others.tree().path("thon-a")).isEqualTo("/tinh/xa-1/thon-a/");
        assertThat(told).hasValue(1);
    }

    @Test
    void on_no_day_a_unit_hangs_below_itself() {
        units.change("xa_1", unit -> unit.under("xa-1"), Optional.of(LocalDate.of(2027, 1, 1)), "admin");
        assertRefused(() -> units.change("xa-1", unit -> unit.under("thon-a"), "admin"), 400);
        assertThat(chain("xa-1", "2027-01-01")).containsExactly("xa-1", "tinh");
    }

    @Test
    void what_took_the_place_of_an_ended_unit_has_it_in_its_care() {
        units.change(
                "xa_1",
                unit -> unit.becoming(LocalDate.of(2026, 1, 1), List.of("xa-1")),
                Optional.of(LocalDate.of(2026, 1, 1)),
                "admin");
        OrgTree tree = units.tree();
        assertThat(chain("xa_1", "2025-12-31")).containsExactly("xa_1", "tinh");
        assertThat(chain("xa_1", "2026-01-01")).containsExactly("xa-1", "tinh");
        assertThat(chain("thon-a", "2026-01-01")).containsExactly("thon-a", "xa-1", "tinh");
        assertThat(tree.heirs("xa_1")).containsExactly("xa-1");
        assertThat(tree.heirs("xa_1", LocalDate.of(2025, 12, 31))).containsExactly("xa_1");
        assertThat(tree.path("xa_1")).isEqualTo("/tinh/xa-1/xa_1/");
        assertThat(tree.below("xa-1")).contains("xa_1", "thon-a", "thon-b", "thon-c");
        assertThat(tree.children("xa-1")).extracting(OrgUnit::id).doesNotContain("xa_1");
        assertThat(tree.below("xa_1")).containsExactly("xa_1");
        assertThat(tree.holds("xa_1", LocalDate.of(2026, 1, 1))).isFalse();
        assertThat(tree.chainChanges("thon-c", LocalDate.of(2020, 1, 1))).contains(LocalDate.of(2026, 1, 1));
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

    private List<String> chain(String unit, String day) {
        return units.tree().chain(unit, LocalDate.parse(day));
    }

    private static void assertRefused(ThrowingCallable change, int status) {
        assertThatThrownBy(change)
                .asInstanceOf(type(Problem.class))
                .extracting(Problem::status)
                .isEqualTo(status);
    }
}
