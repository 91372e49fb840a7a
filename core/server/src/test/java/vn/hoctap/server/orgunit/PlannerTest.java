package vn.hoctap.server.orgunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;

class PlannerTest {
    private static final LocalDate DAY = LocalDate.of(2025, 7, 1);

    /** Two districts with two communes each, which have villages and a school. */
    private final OrgTree tree = tree(
            place("tinh", OrgUnitKind.PROVINCE, null),
            place("huyen-1", OrgUnitKind.DISTRICT, "tinh"),
            place("huyen-2", OrgUnitKind.DISTRICT, "tinh"),
            place("xa-a", OrgUnitKind.COMMUNE, "huyen-1").with(Map.of("region", "difficult")),
            place("xa-b", OrgUnitKind.COMMUNE, "huyen-1"),
            place("xa-c", OrgUnitKind.COMMUNE, "huyen-2").with(Map.of("region", "difficult")),
            place("thon-a1", OrgUnitKind.VILLAGE, "xa-a"),
            place("thon-a2", OrgUnitKind.VILLAGE, "xa-a").with(Map.of("region", "normal")),
            place("thon-b1", OrgUnitKind.VILLAGE, "xa-b"),
            place("truong", OrgUnitKind.ORGANISATION, "xa-a"));

    @Test
    void communes_become_a_new_one_and_what_hung_under_them_hangs_under_it() {
        Plan plan = plan("""
                {"kind": "merge", "units": ["xa-a", "xa-b"], "into": {"id": "xa-moi", "name": "Xã Mới"}}""");
        assertThat(plan.created()).singleElement().satisfies(unit -> {
            assertThat(unit.kind()).isEqualTo(OrgUnitKind.COMMUNE);
            assertThat(unit.parent()).isEqualTo("huyen-1");
            assertThat(unit.from()).isEqualTo(DAY);
            assertThat(unit.attributes()).as("what both have in common").isEmpty();
        });
        assertThat(plan.ended()).extracting(OrgUnit::id).containsExactly("xa-a", "xa-b");
        assertThat(plan.moves())
                .containsOnly(Map.entry("xa-a", Optional.of("xa-moi")), Map.entry("xa-b", Optional.of("xa-moi")));
        assertThat(plan.after().children("xa-moi"))
                .extracting(OrgUnit::id)
                .containsExactly("thon-a1", "thon-a2", "thon-b1", "truong");
        assertThat(plan.after().chain("thon-a1", DAY.minusDays(1)))
                .containsExactly("thon-a1", "xa-a", "huyen-1", "tinh");
        assertThat(plan.concerned()).contains("thon-b1", "truong", "xa-moi").doesNotContain("xa-c", "tinh");
    }

    @Test
    void what_a_unit_had_by_the_one_above_it_keeps_and_what_it_has_itself_stays() {
        Plan plan = plan("""
                {"kind": "merge", "units": ["xa-a", "xa-b"], "into": {"id": "xa-moi", "name": "Xã Mới"}}""");
        assertThat(plan.after().attributes("thon-a1")).isEqualTo(Map.of("region", "difficult"));
        assertThat(plan.after().attributes("thon-a2")).isEqualTo(Map.of("region", "normal"));
        assertThat(plan.after().attributes("thon-b1")).isEmpty();
        Plan common = plan("""
                {"kind": "merge", "units": ["xa-a", "xa-c"], "into": {"id": "xa-moi", "name": "Xã Mới"}}""");
        assertThat(common.after().attributes("xa-moi")).isEqualTo(Map.of("region", "difficult"));
        assertThat(common.after().attributes("thon-a1")).isEmpty();
    }

    @Test
    void one_may_take_the_others_in_and_goes_on() {
        Plan plan = plan("""
                {"kind": "merge", "units": ["xa-a", "xa-b"], "into": {"id": "xa-b"}}""");
        assertThat(plan.created()).isEmpty();
        assertThat(plan.ended()).extracting(OrgUnit::id).containsExactly("xa-a");
        assertThat(plan.after().holds("xa-b", DAY)).isTrue();
        assertThat(plan.after().path("thon-a1")).isEqualTo("/tinh/huyen-1/xa-b/thon-a1/");
    }

    @Test
    void districts_end_and_their_communes_hang_under_the_province() {
        Plan plan = plan("""
                {"kind": "dissolve", "units": ["huyen-1", "huyen-2"]},
                {"kind": "merge", "units": ["xa-a", "xa-c"], "into": {"id": "xa-moi", "name": "Xã Mới"}}""");
        assertThat(plan.after().children("tinh")).extracting(OrgUnit::id).containsExactly("xa-b", "xa-moi");
        assertThat(plan.after().heirs("huyen-1")).containsExactly("huyen-1");
        assertThat(plan.after().within("thon-a1", "huyen-1")).isFalse();
        assertThat(plan.moves().get("huyen-1")).contains("tinh");
        assertThat(plan.after().chain("xa-b", DAY.minusDays(1))).containsExactly("xa-b", "huyen-1", "tinh");
    }

    @Test
    void whoever_works_at_an_organisation_that_ends_works_nowhere() {
        Plan plan = plan("{\"kind\": \"dissolve\", \"units\": [\"truong\"]}");
        assertThat(plan.moves()).containsOnly(Map.entry("truong", Optional.empty()));
    }

    @Test
    void nobody_is_left_at_a_unit_that_a_later_step_ends() {
        Plan plan = plan("""
                {"kind": "dissolve", "units": ["thon-a1"]},
                {"kind": "merge", "units": ["xa-a"], "into": {"id": "xa-b"}},
                {"kind": "merge", "units": ["xa-b"], "into": {"id": "xa-c"}}""");
        assertThat(plan.moves())
                .containsOnly(
                        Map.entry("thon-a1", Optional.of("xa-c")),
                        Map.entry("xa-a", Optional.of("xa-c")),
                        Map.entry("xa-b", Optional.of("xa-c")));
    }

    @Test
    void a_unit_is_split_and_what_nobody_names_goes_to_the_first_part() {
        Plan plan = plan("""
                {"kind": "split", "unit": "xa-a", "into": [
                    {"id": "xa-a-1", "name": "Một"}, {"id": "xa-a-2", "name": "Hai", "units": ["thon-a2"]}]}""");
        assertThat(plan.after().children("xa-a-1")).extracting(OrgUnit::id).containsExactly("thon-a1", "truong");
        assertThat(plan.after().children("xa-a-2")).extracting(OrgUnit::id).containsExactly("thon-a2");
        assertThat(plan.after().heirs("xa-a")).containsExactly("xa-a-1", "xa-a-2");
        assertThat(plan.moves()).containsOnly(Map.entry("xa-a", Optional.of("xa-a-1")));
        Plan carved = plan("""
                {"kind": "split", "unit": "xa-a", "into": [
                    {"id": "xa-a"}, {"id": "xa-a-2", "name": "Hai", "units": ["thon-a2"]}]}""");
        assertThat(carved.ended()).isEmpty();
        assertThat(carved.after().children("xa-a")).extracting(OrgUnit::id).containsExactly("thon-a1", "truong");
    }

    @Test
    void a_village_moves_with_all_that_is_known_of_it() {
        Plan plan = plan("{\"kind\": \"rehang\", \"units\": [\"thon-b1\"], \"parent\": \"xa-c\"}");
        assertThat(plan.hangings()).containsExactly(new Hanging("thon-b1", DAY, "xa-c"));
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.concerned()).containsExactly("thon-b1");
        assertThat(plan("{\"kind\": \"rehang\", \"units\": [\"thon-b1\"], \"parent\": \"xa-b\"}")
                        .hangings())
                .as("where it hangs already")
                .isEmpty();
    }

    @Test
    void what_cannot_be_is_refused_where_it_is_said() {
        assertRefused(
                "{\"kind\": \"merge\", \"units\": [\"xa-a\", \"xa-z\"], \"into\": {\"id\": \"xa-b\"}}",
                "/steps/0/units/1");
        assertRefused(
                "{\"kind\": \"merge\", \"units\": [\"xa-a\"], \"into\": {\"id\": \"xa-moi\"}}", "/steps/0/into/name");
        assertRefused(
                "{\"kind\": \"merge\", \"units\": [\"xa-a\"], \"into\": {\"id\": \"xa-b\", \"name\": \"Khác\"}}",
                "/steps/0/into/id");
        assertRefused(
                "{\"kind\": \"merge\", \"units\": [\"xa-a\", \"truong\"], \"into\": {\"id\": \"xa-a\"}}",
                "/steps/0/into/kind");
        assertRefused("{\"kind\": \"rehang\", \"units\": [\"huyen-1\"], \"parent\": \"thon-a1\"}", "/steps");
        assertRefused(
                "{\"kind\": \"split\", \"unit\": \"xa-a\", \"into\": [{\"id\": \"n\", \"name\": \"N\", \"units\": [\"thon-b1\"]}]}",
                "/steps/0/into/0/units");
        assertRefused(
                "{\"kind\": \"dissolve\", \"units\": [\"xa-a\"]}, {\"kind\": \"rehang\", \"units\": [\"xa-a\"], \"parent\": \"tinh\"}",
                "/steps/1/units/0");
        assertRefused("{\"kind\": \"close\"}", "/steps/0/kind");
        assertRefused(
                "{\"kind\": \"dissolve\", \"units\": [\"xa-a\", \"xa-b\"], \"parent\": \"xa-b\"}", "/steps/0/parent");
        assertRefused(
                "{\"kind\": \"merge\", \"units\": [\"xa-a\"], \"into\": {\"id\": \"xa-b\", \"parent\": \"huyen-9\"}}",
                "/steps/0/into/parent");
    }

    private void assertRefused(String steps, String pointer) {
        assertThatThrownBy(() -> plan(steps))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(PointerError::pointer)
                        .containsExactly(pointer));
    }

    private Plan plan(String steps) {
        try {
            return Planner.plan(tree, ReorganisationBody.read(Json.mapper().readTree("""
                            {"effective": "2025-07-01", "reason": "thử", "steps": [%s]}""".formatted(steps))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(steps, e);
        }
    }

    private static OrgUnit place(String id, OrgUnitKind kind, @Nullable String parent) {
        return OrgUnit.of(id, kind, id, parent);
    }

    private static OrgTree tree(OrgUnit... units) {
        List<Hanging> hangings = Stream.of(units)
                .map(unit -> new Hanging(unit.id(), Hanging.EVER, unit.parent()))
                .toList();
        return new OrgTree(List.of(units), new Hangings(hangings), LocalDate.of(2026, 6, 15));
    }
}
