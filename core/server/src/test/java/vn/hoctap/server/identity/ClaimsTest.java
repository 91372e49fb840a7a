package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.http.Problem;

class ClaimsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static JsonObject claims(String members) {
        return new JsonObject("""
                {"iss": "here", "aud": ["account", "hoctap"], "exp": %d, "preferred_username": "an"%s}""".formatted(NOW.getEpochSecond() + 60, members.isEmpty() ? "" : ", " + members));
    }

    private static Caller caller(JsonObject claims) {
        return new Claims(claims).caller("here", "hoctap", NOW);
    }

    @Test
    void roles_and_units_belong_together() {
        Caller caller = caller(claims("""
                "subject": "cit-1", "realm_access": {"roles": ["officer", "learner", "offline_access"]},
                "org_units": [{"role": "officer", "unit": "xa-1"}, {"role": "officer", "unit": "xa-2"},
                              {"role": "admin", "unit": "tinh"}]"""));

        assertThat(caller)
                .isEqualTo(new Caller(
                        "an",
                        Optional.of("cit-1"),
                        List.of(
                                new Grant(Role.OFFICER, "xa-1"),
                                new Grant(Role.OFFICER, "xa-2"),
                                new Grant(Role.LEARNER, null))));
    }

    @Test
    void an_administrator_without_a_unit_is_one_for_all_and_an_officer_for_nobody() {
        assertThat(caller(claims("\"realm_access\": {\"roles\": [\"admin\"]}")).grants())
                .containsExactly(new Grant(Role.ADMIN, null));
        assertThat(caller(claims("\"realm_access\": {\"roles\": [\"officer\", \"center\"]}"))
                        .grants())
                .isEmpty();
    }

    @Test
    void an_officer_of_the_root_says_so() {
        assertThat(caller(claims("""
                "realm_access": {"roles": ["officer"]}, "org_units": [{"role": "officer", "unit": null}]""")).grants()).containsExactly(new Grant(Role.OFFICER, null));
        assertThat(caller(claims("""
                "realm_access": {"roles": ["officer"]}, "org_units": [{"role": "officer"}, {"role": "officer", "unit": 7}]""")).grants()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"realm_access\": 7, \"org_units\": \"x\"",
                "\"realm_access\": {\"roles\": [1, null, {}]}, \"org_units\": [null, 3, {\"unit\": {}}]",
                "\"subject\": 12"
            })
    void odd_claims_give_nothing(String odd) {
        assertThat(caller(claims(odd)).grants()).isEmpty();
        assertThat(caller(claims(odd)).subject()).isEmpty();
    }

    @Test
    void a_token_is_for_us_from_there_and_now() {
        refused(claims("").put("aud", "account"));
        refused(claims("").putNull("aud"));
        refused(claims("").put("iss", "elsewhere"));
        refused(claims("").put("exp", NOW.getEpochSecond() - 60));
        refused(claims("").put("nbf", NOW.getEpochSecond() + 60));
        JsonObject endless = claims("");
        endless.remove("exp");
        refused(endless);
        assertThat(caller(claims("").put("aud", new JsonArray().add("hoctap"))).name())
                .isEqualTo("an");
    }

    private static void refused(JsonObject claims) {
        assertThatThrownBy(() -> caller(claims))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(401));
    }
}
