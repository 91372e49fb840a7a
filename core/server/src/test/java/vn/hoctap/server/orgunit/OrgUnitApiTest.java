package vn.hoctap.server.orgunit;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.subject.RegisterFixture.since;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.subject.ApiFixture;
import vn.hoctap.server.subject.ApiFixture.Answer;

class OrgUnitApiTest {
    private final ApiFixture api = new ApiFixture();

    @BeforeEach
    void serve() {
        Map<String, Handler<RoutingContext>> operations =
                new OrgUnitApi(api.register.units, api.register.subjects, api.consequences()).operations();
        api.mount(HttpMethod.GET, "/org-units", operations, "listOrgUnits");
        api.mount(HttpMethod.POST, "/org-units", operations, "createOrgUnit");
        api.mount(HttpMethod.GET, "/org-units/:id", operations, "getOrgUnit");
        api.mount(HttpMethod.PATCH, "/org-units/:id", operations, "patchOrgUnit");
        api.start();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void units_are_entered_by_an_administrator() {
        String body = """
                {"id": "xom", "kind": "village", "name": "Xóm Mới", "parent": "thon-a", "from": "2026-01-01",
                 "attributes": {"region": "difficult"}}""";
        assertThat(post("sibling", body).status()).isEqualTo(403);
        assertThat(post("center", body).status()).isEqualTo(403);
        assertThat(post("officer", body).status()).isEqualTo(403);
        assertThat(post("root", body).status()).isEqualTo(201);
        assertThat(post("root", body).status()).isEqualTo(409);
        Answer unit = api.get("learner", "/org-units/xom");
        assertThat(unit.body().path("attributes").path("region").asText()).isEqualTo("difficult");
        assertThat(unit.body().path("successors").isArray()).isTrue();
    }

    @Test
    void the_id_of_a_unit_cannot_pass_for_a_path() {
        Answer refused = post("root", """
                {"id": "x/thon-a", "kind": "village", "name": "Xóm", "parent": "xa_1"}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.pointers()).containsExactly("/id");
    }

    @Test
    void units_are_found_by_parent_kind_and_name_without_tones() {
        assertThat(api.get("learner", "/org-units?parent=xa_1").ids()).containsExactly("thon-a", "thon-b");
        assertThat(api.get("learner", "/org-units?kind=organisation").ids()).containsExactly("co-quan");
        assertThat(api.get("learner", "/org-units?q=xa+dong").ids()).containsExactly("xa_1");
        Answer page = api.get("learner", "/org-units?limit=2");
        assertThat(page.ids()).containsExactly("co-quan", "thon-a");
        assertThat(page.link()).isNotNull();
    }

    @Test
    void what_changes_for_a_place_is_judged_for_everybody_in_it() {
        api.register.citizen("cit-1", since("2025-01-01").living("thon-a"));
        api.register.citizen("cit-3", since("2025-01-01").living("thon-c"));
        Answer changed = patch("root", "xa_1", "{\"attributes\": {\"region\": \"difficult\"}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(api.consequences).containsExactly("judge cit-1 thon-a thon-b xa_1");
        patch("root", "xa_1", "{\"name\": \"Xã Đông Mới\"}");
        assertThat(api.consequences).hasSize(1);
        assertThat(api.register.subject("xa_1").name()).isEqualTo("Xã Đông Mới");
    }

    @Test
    void nobody_takes_a_unit_into_a_part_that_is_not_his() {
        assertThat(patch("officer", "thon-a", "{\"parent\": \"xa-1\"}").status())
                .isEqualTo(403);
        assertThat(patch("sibling", "thon-a", "{\"parent\": \"xa-1\"}").status())
                .isEqualTo(403);
        assertThat(patch("root", "thon-a", "{\"parent\": \"thon-a\"}").pointers())
                .containsExactly("/parent");
        assertThat(patch("root", "nowhere", "{\"name\": \"X\"}").status()).isEqualTo(404);
        assertThat(patch("root", "thon-a", "{\"parent\": \"xa-1\"}").status()).isEqualTo(200);
    }

    /** Whoever has a role for a unit gets it for its successors. */
    @Test
    void nobody_takes_over_a_unit_by_naming_it_as_a_successor_of_his_own() {
        assertThat(patch("branch", "xa_1", ends("xa-1")).status()).isEqualTo(403);
        assertThat(post("branch", """
                {"id": "xom", "kind": "village", "name": "Xóm", "parent": "xa_1", "to": "2026-01-01",
                 "successors": ["xa-1"]}""").status()).isEqualTo(403);
        assertThat(patch("branch", "thon-a", ends("thon-b")).status())
                .as("his own")
                .isEqualTo(200);

        patch("root", "thon-b", "{\"to\": \"2027-01-01\", \"successors\": [\"thon-c\"]}");
        assertThat(patch("branch", "thon-b", "{\"name\": \"Thôn B Cũ\", \"successors\": [\"thon-c\"]}")
                        .status())
                .as("known already")
                .isEqualTo(200);
        assertThat(patch("branch", "thon-b", "{\"to\": \"2026-06-01\"}").status())
                .as("not before its time")
                .isEqualTo(403);
        patch("root", "thon-a", "{\"successors\": [\"thon-b\", \"thon-c\"]}");
        assertThat(patch("branch", "xa_1", ends("thon-a")).status())
                .as("nor by way of one that has ended")
                .isEqualTo(403);
    }

    private static String ends(String successor) {
        return "{\"to\": \"2026-06-15\", \"successors\": [\"%s\"]}".formatted(successor);
    }

    private Answer post(String caller, String body) {
        return api.send(caller, "POST", "/org-units", body);
    }

    private Answer patch(String caller, String id, String body) {
        return api.send(caller, "PATCH", "/org-units/" + id, body);
    }
}
