package vn.hoctap.server.subject;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.subject.RegisterFixture.since;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;

class RememberedPlacesTest {
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final RegisterFixture register = new RegisterFixture();
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final RememberedPlaces remembered = new RememberedPlaces(this::read, LIFE, nanos::get);
    private Runnable meanwhile = () -> {};

    @AfterEach
    void close() {
        register.close();
    }

    private Map<String, SubjectPlaces> read(Collection<String> ids) {
        readings.incrementAndGet();
        Map<String, SubjectPlaces> read = register.subjects.places(ids);
        meanwhile.run();
        return read;
    }

    private Optional<List<SubjectPlaces>> ask(String... ids) {
        return remembered.all(List.of(ids), register.units.tree(), RegisterFixture.TODAY);
    }

    private List<String> paths(String id) {
        return ask(id).orElseThrow().getFirst().paths();
    }

    private void move(String id, String unit) {
        register.subjects.change(id, since("2026-01-01").living(unit), RegisterFixture.BY);
    }

    @Test
    void who_was_asked_for_is_remembered_for_a_while() {
        register.citizen("an", since("2025-01-01").living("thon-a"));
        register.citizen("ba", since("2025-01-01").living("thon-b"));

        assertThat(ask("an", "ba", "an").orElseThrow())
                .extracting(SubjectPlaces::id)
                .containsExactly("an", "ba", "an");
        assertThat(ask("ba", "an").orElseThrow()).extracting(SubjectPlaces::id).containsExactly("ba", "an");
        assertThat(readings).hasValue(1);

        move("an", "thon-c");
        assertThat(paths("an")).containsExactly("/tinh/xa_1/thon-a/");
        nanos.addAndGet(LIFE.toNanos());
        assertThat(paths("an")).containsExactly("/tinh/xa-1/thon-c/");
    }

    @Test
    void that_somebody_is_unknown_is_never_remembered() {
        register.citizen("an", since("2025-01-01").living("thon-a"));
        assertThat(ask("an", "ba")).isEmpty();
        register.citizen("ba", since("2025-01-01").living("thon-b"));
        assertThat(ask("an", "ba").orElseThrow()).hasSize(2);
    }

    @Test
    void what_is_forgotten_is_read_again() {
        register.citizen("an", since("2025-01-01").living("thon-a"));
        paths("an");
        move("an", "thon-c");
        remembered.forget("an");
        assertThat(paths("an")).containsExactly("/tinh/xa-1/thon-c/");
    }

    @Test
    void what_was_read_before_a_change_is_not_remembered_after_it() {
        register.citizen("an", since("2025-01-01").living("thon-a"));
        meanwhile = () -> {
            meanwhile = () -> {};
            move("an", "thon-c");
            remembered.forget("an");
        };
        paths("an");
        assertThat(paths("an")).containsExactly("/tinh/xa-1/thon-c/");
    }

    @Test
    void another_tree_or_another_day_is_another_answer() {
        register.citizen("an", since("2025-01-01").living("thon-a"));
        paths("an");
        register.units.change("thon-a", unit -> unit.under("xa-1"), "admin");
        assertThat(paths("an")).containsExactly("/tinh/xa-1/thon-a/");
        register.units.create(List.of(OrgUnit.of("xom", OrgUnitKind.VILLAGE, "Xóm", "thon-a")), "admin");
        LocalDate tomorrow = RegisterFixture.TODAY.plusDays(1);
        int before = readings.get();
        assertThat(remembered.all(List.of("an"), register.units.tree(), tomorrow))
                .isPresent();
        assertThat(remembered.all(List.of("an"), register.units.tree(), tomorrow))
                .isPresent();
        assertThat(readings).hasValue(before + 1);
    }

    @Test
    void a_change_by_this_process_counts_at_once() {
        register.citizen("an", since("2025-01-01").living("thon-a"));
        register.subjects.hear(register.test.database());
        assertThat(register.subjects.rememberedPlaces(List.of("an"))).isPresent();
        move("an", "thon-c");
        assertThat(register.subjects
                        .rememberedPlaces(List.of("an"))
                        .orElseThrow()
                        .getFirst()
                        .paths())
                .containsExactly("/tinh/xa-1/thon-c/");
    }

    @Test
    void what_another_process_has_changed_counts_once_it_was_heard_of() {
        register.citizen("an", since("2025-01-01").living("thon-a"));
        Subjects other = register.another();
        other.hear(register.test.database());
        assertThat(path(other, "an")).isEqualTo("/tinh/xa_1/thon-a/");

        move("an", "thon-c");
        assertThat(path(other, "an")).isEqualTo("/tinh/xa_1/thon-a/");
        other.hear(register.test.database());
        assertThat(path(other, "an")).isEqualTo("/tinh/xa-1/thon-c/");
    }

    @Test
    void who_is_taken_into_a_household_by_another_process_may_be_seen_by_it() {
        register.citizen("an", since("2025-01-01").living("thon-a"));
        register.collective("nha", SubjectKind.FAMILY);
        Subjects other = register.another();
        other.hear(register.test.database());
        List<String> before = paths(other, "nha");

        register.memberships.put(new Membership("an", "nha", LocalDate.parse("2025-02-01"), null), RegisterFixture.BY);
        assertThat(paths(other, "nha")).isEqualTo(before);
        other.hear(register.test.database());
        assertThat(paths(other, "nha")).hasSizeGreaterThan(before.size());
    }

    @Test
    void who_hears_nothing_for_too_long_believes_nothing() {
        RememberedPlaces deaf = new RememberedPlaces(this::read, LIFE.multipliedBy(10), LIFE, nanos::get);
        register.citizen("an", since("2025-01-01").living("thon-a"));
        only(deaf, register.units.tree(), RegisterFixture.TODAY, "an");
        only(deaf, register.units.tree(), RegisterFixture.TODAY, "an");
        assertThat(readings).hasValue(2);

        deaf.hear(() -> Optional.of(Set.of()));
        only(deaf, register.units.tree(), RegisterFixture.TODAY, "an");
        assertThat(readings).hasValue(2);

        nanos.addAndGet(LIFE.toNanos());
        only(deaf, register.units.tree(), RegisterFixture.TODAY, "an");
        assertThat(readings).hasValue(3);
    }

    private static List<String> paths(Subjects subjects, String id) {
        return subjects.rememberedPlaces(List.of(id)).orElseThrow().getFirst().paths();
    }

    private static String path(Subjects subjects, String id) {
        return paths(subjects, id).getFirst();
    }

    @Test
    void who_comes_when_all_room_is_taken_is_read_each_time_until_the_others_have_outlived_their_time() {
        RememberedPlaces full = new RememberedPlaces(RememberedPlacesTest::anybody, LIFE, nanos::get);
        List<String> many = IntStream.range(0, RememberedPlaces.MOST)
                .mapToObj(i -> "ai-" + i)
                .toList();
        UnitTree tree = register.units.tree();
        assertThat(full.all(many, tree, RegisterFixture.TODAY)).isPresent();
        SubjectPlaces late = only(full, tree, RegisterFixture.TODAY, "an");
        assertThat(only(full, tree, RegisterFixture.TODAY, "an")).isNotSameAs(late);

        LocalDate tomorrow = RegisterFixture.TODAY.plusDays(1);
        SubjectPlaces early = only(full, tree, tomorrow, "ai-0");
        assertThat(only(full, tree, tomorrow, "ai-0")).isSameAs(early);

        nanos.addAndGet(LIFE.toNanos());
        late = only(full, tree, tomorrow, "an");
        assertThat(only(full, tree, tomorrow, "an")).isSameAs(late);
    }

    private static SubjectPlaces only(RememberedPlaces remembered, UnitTree tree, LocalDate day, String id) {
        return remembered.all(List.of(id), tree, day).orElseThrow().getFirst();
    }

    private static Map<String, SubjectPlaces> anybody(Collection<String> ids) {
        return ids.stream().collect(toMap(id -> id, id -> new SubjectPlaces(id, 1, SubjectKind.CITIZEN, List.of())));
    }
}
