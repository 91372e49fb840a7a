package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.hoctap.api.Fact.Source.Kind;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Scope.Action;

/** Who may do what to whom: every action, every role, everywhere. */
class ScopeTest {
    private static final String SELF = "cit-1";

    /** The caller's role holds for the commune xa-2 of tinh; he is cit-1, who lives in thon-3 below it. */
    private static final Map<String, String> PLACES = Map.of(
            "inside", "/tinh/xa-2/thon-3/",
            "unit", "/tinh/xa-2/",
            "sibling", "/tinh/xa-20/thon-3/",
            "parent", "/tinh/",
            "foreign", "/xa-2x/thon-3/");

    /** For each role what it may do to others inside its part, and to the caller himself; everywhere else nothing. */
    private static final String TABLE = """
            action            LEARNER  CENTER   OFFICER  ADMIN    AUDITOR
            READ              own      in       in       in+own   in+own
            RECORD            own      in       in       in+own   -
            SELF_ASSESS       own      -        in       in+own   -
            VERIFY            -        -        in       in+own   -
            APPRAISE          -        -        in       in+own   -
            EDIT              -        -        in       in+own   -
            EDIT_UNITS        -        -        -        in+own   -
            MANAGE_COURSES    -        in+own   in+own   in+own   -
            ENROL             own      in       in       in+own   -
            GRADE             -        in       in       in+own   -
            MANAGE_PROVIDERS  -        -        -        in+own   -
            READ_PLUGINS      -        in+own   in+own   in+own   in+own
            INSTALL_PLUGINS   -        in+own   in+own   in+own   -
            RUN_CODE          -        -        -        in+own   -
            WITHDRAW_TITLE    -        -        in       in+own   -
            READ_JOBS         -        -        -        in+own   in+own
            READ_AUDIT        -        -        -        in+own   in+own
            CANCEL_JOBS       -        -        -        in+own   -
            LINK_ACCOUNTS     -        -        in       in+own   -
            READ_SETTINGS     -        -        -        in+own   in+own
            """;

    static Stream<Arguments> table() {
        List<String[]> lines =
                TABLE.lines().map(line -> line.strip().split("\\s+")).toList();
        String[] roles = lines.getFirst();
        return lines.stream()
                .skip(1)
                .flatMap(line -> Stream.iterate(1, i -> i < line.length, i -> i + 1)
                        .map(i -> arguments(Action.valueOf(line[0]), Role.valueOf(roles[i]), line[i])));
    }

    private static Caller caller(Role role) {
        return new Caller("x", Optional.of(SELF), List.of(new Grant(role, "xa-2")));
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @MethodSource("table")
    void a_role_holds_for_its_node_and_all_below_it(Action action, Role role, String expected) {
        Caller caller = caller(role);
        boolean inside = expected.startsWith("in");

        assertThat(Scope.may(caller, action, "other", List.of(place("inside")))).isEqualTo(inside);
        assertThat(Scope.may(caller, action, "other", List.of(place("unit")))).isEqualTo(inside);
        for (String outside : List.of("sibling", "parent", "foreign")) {
            assertThat(Scope.may(caller, action, "other", List.of(place(outside))))
                    .as(outside)
                    .isFalse();
        }
        assertThat(Scope.may(caller, action, "other", List.of())).as("nowhere").isFalse();
        assertThat(Scope.may(caller, action, "other", List.of(place("foreign"), place("inside"))))
                .as("working inside")
                .isEqualTo(inside);
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @MethodSource("table")
    void what_is_ones_own_is_another_matter(Action action, Role role, String expected) {
        // Reading, recording and enrolling for oneself inside one's own part is like for anybody there.
        boolean harmless = Stream.of(Action.READ, Action.RECORD, Action.SELF_ASSESS, Action.ENROL)
                .anyMatch(action::equals);
        boolean may = expected.contains("own") || (harmless && expected.equals("in"));

        assertThat(Scope.may(caller(role), action, SELF, List.of(place("inside"))))
                .isEqualTo(may);
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @MethodSource("table")
    void the_root_reaches_everybody(Action action, Role role, String expected) {
        Caller root = new Caller("x", Optional.empty(), List.of(new Grant(role, null)));

        assertThat(Scope.may(root, action, "other", List.of())).isEqualTo(expected.startsWith("in"));
        assertThat(Scope.mayIn(root, action, "/")).isEqualTo(expected.startsWith("in"));
        assertThat(Scope.reach(root, action)).isEqualTo(expected.startsWith("in") ? new Reach.All() : new Reach.None());
    }

    @Test
    void lists_reach_as_far_as_single_subjects() {
        assertThat(Scope.reach(caller(Role.OFFICER), Action.READ)).isEqualTo(new Reach.Under(List.of("xa-2")));
        assertThat(Scope.reach(caller(Role.LEARNER), Action.READ)).isEqualTo(new Reach.Own(SELF));
        assertThat(Scope.reach(caller(Role.LEARNER), Action.VERIFY)).isEqualTo(new Reach.None());
    }

    @Test
    void trust_follows_from_the_role_and_nobody_vouches_for_himself() {
        List<String> inside = List.of(place("inside"));
        assertThat(Scope.sourceKind(caller(Role.OFFICER), "other", inside)).isEqualTo(Kind.OFFICER);
        assertThat(Scope.sourceKind(caller(Role.ADMIN), "other", inside)).isEqualTo(Kind.OFFICER);
        assertThat(Scope.sourceKind(caller(Role.CENTER), "other", inside)).isEqualTo(Kind.CENTER);
        assertThat(Scope.sourceKind(caller(Role.OFFICER), SELF, inside)).isEqualTo(Kind.SELF);
        assertThat(Scope.sourceKind(caller(Role.OFFICER), "other", List.of(place("foreign"))))
                .isEqualTo(Kind.SELF);
    }

    @Test
    void who_speaks_for_a_family_does_for_it_what_he_does_for_himself_and_no_more() {
        Caller learner = new Caller("x", Optional.of(SELF), List.of(new Grant(Role.LEARNER, null)));
        List<String> family = List.of(place("foreign"), Ties.speaker(SELF), Ties.household(SELF));

        assertThat(Stream.of(Action.values()).filter(action -> Scope.may(learner, action, "family", family)))
                .containsExactlyInAnyOrder(Action.READ, Action.RECORD, Action.SELF_ASSESS);
        assertThat(Stream.of(Action.values())
                        .filter(action -> Scope.may(learner, action, "family", List.of(Ties.speaker(SELF + "0")))))
                .isEmpty();
        assertThat(Scope.sourceKind(caller(Role.OFFICER), "family", List.of(place("inside"), Ties.speaker(SELF))))
                .isEqualTo(Kind.SELF);
    }

    @Test
    void nobody_decides_about_his_household_or_whom_he_speaks_for() {
        Caller officer = caller(Role.OFFICER);

        for (String tie : List.of(Ties.speaker(SELF), Ties.household(SELF))) {
            assertThat(Scope.may(officer, Action.APPRAISE, "family", List.of(place("inside"), tie)))
                    .isFalse();
            assertThat(Scope.may(officer, Action.READ, "family", List.of(place("inside"), tie)))
                    .isTrue();
        }
        assertThat(Scope.may(officer, Action.APPRAISE, "family", List.of(place("inside"), Ties.speaker("cit-2"))))
                .isTrue();
    }

    @Test
    void nobody_withdraws_what_somebody_more_trusted_has_said() {
        List<String> household = List.of(place("inside"), Ties.household(SELF));

        assertThatThrownBy(() -> Scope.demandWithdrawal(caller(Role.OFFICER), Kind.OFFICER, "family", household))
                .isInstanceOf(Problem.class);
        Scope.demandWithdrawal(caller(Role.OFFICER), Kind.SELF, "family", household);
        Scope.demandWithdrawal(caller(Role.OFFICER), Kind.OFFICER, "other", List.of(place("inside")));
    }

    @Test
    void an_id_with_slashes_is_no_path() {
        for (String tie : List.of(Ties.speaker("a/xa-2/b"), Ties.household("a/xa-2/b"))) {
            assertThat(Scope.may(caller(Role.OFFICER), Action.READ, "family", List.of(place("foreign"), tie)))
                    .isFalse();
        }
    }

    @Test
    void being_somebody_without_being_a_learner_gives_nothing() {
        Caller noRole = new Caller("x", Optional.of(SELF), List.of());

        assertThatThrownBy(() -> Scope.demand(noRole, Action.READ, SELF, List.of(place("inside"))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(403));
    }

    private static String place(String name) {
        return PLACES.getOrDefault(name, "");
    }
}
