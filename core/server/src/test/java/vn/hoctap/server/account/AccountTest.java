package vn.hoctap.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.database.Sql;

/** Somebody signs in for the first time, or with a second account. */
class AccountTest {
    private static final String REASON = "{\"account\":\"%s\",\"reason\":\"hai tài khoản\"}";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Somebody whom the sign-in server knows, and who is nobody here yet. */
    private record Newcomer(String sub, JsonObject claims) {
        static Newcomer any() {
            return new Newcomer(
                    "sub-" + UUID.randomUUID(),
                    new JsonObject()
                            .put("realm_access", new JsonObject().put("roles", new JsonArray().add("learner"))));
        }

        Newcomer mail(String mail, boolean verified) {
            return new Newcomer(sub, claims.copy().put("email", mail).put("email_verified", verified));
        }

        HttpRequest.Builder request(String path) {
            String token = server.server().demoTokens().orElseThrow().token(sub, claims);
            return HttpRequest.newBuilder(server.at(path)).header("Authorization", "Bearer " + token);
        }

        /** Whether he is this person. */
        boolean is(String subject) {
            return server.api(request("/api/v1/subjects/" + subject)).status() == 200;
        }

        Answer redeem(String code) {
            return server.api(request("/api/v1/link")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            new JsonObject().put("code", code).encode())));
        }

        String account() {
            server.send(request("/courses"));
            return sql().first("select pseudonym from account where sub = $1", sub)
                    .orElseThrow()
                    .getString("pseudonym");
        }
    }

    private static Sql sql() {
        return server.server().core().database();
    }

    private static String farmerWithMail(String mail) {
        String id = "mail-" + UUID.randomUUID();
        server.post("admin", "/api/v1/subjects", """
                {"id":"%s","kind":"citizen","name":"Trần Thị Bé","residence":"thon-3-quang-vinh",
                 "identities":[{"mbox":"mailto:%s"}]}""".formatted(id, mail));
        return id;
    }

    private static String code(String subject) {
        Answer answer = server.post("officer", "/api/v1/subjects/" + subject + "/link-codes", "");
        assertThat(answer.status()).isEqualTo(201);
        return answer.at("/code").asText();
    }

    private static List<String> deeds(String account) {
        return sql().rows("""
                        select deed from (select id, deed, object from audit_event
                            union all select seq, deed, object from audit_trail) e
                        where object = $1 order by id""", account).stream()
                .map(row -> row.getString("deed"))
                .toList();
    }

    @Test
    void a_verified_mail_address_that_the_register_knows_says_who_somebody_is() {
        String mail = "be-" + UUID.randomUUID() + "@example.invalid";
        String farmer = farmerWithMail(mail);

        assertThat(Newcomer.any().mail(mail, false).is(farmer)).isFalse();
        assertThat(Newcomer.any().mail("other@example.invalid", true).is(farmer))
                .isFalse();
        Newcomer be = Newcomer.any().mail(mail.toUpperCase(), true);
        assertThat(be.is(farmer)).isTrue();

        // Once linked he stays so, whatever becomes of his address.
        assertThat(new Newcomer(be.sub(), Newcomer.any().claims()).is(farmer)).isTrue();
        assertThat(server.get("officer", "/api/v1/subjects/" + farmer + "/accounts")
                        .at("/items/0/way")
                        .asText())
                .isEqualTo("mail");
    }

    @Test
    void a_code_is_good_for_one_person_once() {
        String farmer = server.anyFarmer();
        String code = code(farmer);
        Newcomer an = Newcomer.any();
        assertThat(an.is(farmer)).isFalse();

        assertThat(an.redeem(code.toLowerCase().replace("-", " ")).status()).isEqualTo(204);

        assertThat(an.is(farmer)).isTrue();
        assertThat(an.redeem(code).status()).isEqualTo(409);
        Newcomer second = Newcomer.any();
        assertThat(second.redeem(code).status()).isEqualTo(409);
        assertThat(second.is(farmer)).isFalse();
        assertThat(deeds(an.account())).containsExactly("account-linked");
    }

    @Test
    void a_code_ends_with_the_next_one_and_after_two_weeks_and_is_nowhere_to_be_read() {
        String farmer = server.anyFarmer();
        String first = code(farmer);
        String second = code(farmer);
        assertThat(Newcomer.any().redeem(first).status()).isEqualTo(409);
        assertThat(sql().first(
                                "select hash, issued_by, length(hash) as bytes from link_code c join subject s on s.key = c.subject"
                                        + " where s.id = $1",
                                farmer)
                        .orElseThrow()
                        .getInteger("bytes"))
                .isEqualTo(32);

        sql().update(
                        "update link_code set expires_at = now() - interval '1 second'"
                                + " where subject = (select key from subject where id = $1)",
                        farmer);
        assertThat(Newcomer.any().redeem(second).status()).isEqualTo(409);
    }

    @Test
    void whoever_guesses_codes_must_wait() {
        String farmer = server.anyFarmer();
        String code = code(farmer);
        Newcomer guesser = Newcomer.any();
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.redeem("AAAA-BBBB-000" + i).status()).isEqualTo(409);
        }

        Answer refused = guesser.redeem(code);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsKey("retry-after");
        assertThat(guesser.is(farmer)).isFalse();
        assertThat(Newcomer.any().redeem(code).status()).isEqualTo(204);
    }

    @Test
    void guesses_at_the_same_moment_are_counted_too() {
        Newcomer guesser = Newcomer.any();
        List<CompletableFuture<Integer>> tries = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> guesser.redeem("AAAA-CCCC-00%02d".formatted(i)).status(),
                        command -> Thread.ofVirtual().start(command)))
                .toList();

        Map<Integer, Long> answers = tries.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

        assertThat(answers).containsEntry(409, 5L).containsEntry(429, 7L);
    }

    @Test
    void nobody_redeems_his_own_code_or_hands_one_out_for_foreign_people() {
        String farmer = server.anyFarmer();
        String code = code(farmer);

        assertThat(server.post("officer", "/api/v1/link", "{\"code\":\"" + code + "\"}")
                        .status())
                .isEqualTo(409);
        String foreigner = server.farmer("xa-" + UUID.randomUUID(), "tphcm");
        assertThat(server.post("officer", "/api/v1/subjects/" + foreigner + "/link-codes", "")
                        .status())
                .isEqualTo(403);
        assertThat(server.post("center", "/api/v1/subjects/" + farmer + "/link-codes", "")
                        .status())
                .isEqualTo(403);
        assertThat(server.post("learner", "/api/v1/subjects/" + TestServer.LEARNER + "/link-codes", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void two_accounts_become_one_persons_and_that_is_written_down() {
        String farmer = server.anyFarmer();
        String other = server.anyFarmer();
        Newcomer first = Newcomer.any();
        first.redeem(code(farmer));
        Newcomer second = Newcomer.any();
        second.redeem(code(other));

        Answer merged =
                server.post("officer", "/api/v1/subjects/" + farmer + "/accounts", REASON.formatted(second.account()));

        assertThat(merged.status()).isEqualTo(204);
        assertThat(first.is(farmer)).isTrue();
        assertThat(second.is(farmer)).isTrue();
        assertThat(second.is(other)).isFalse();
        assertThat(server.get("officer", "/api/v1/subjects/" + farmer + "/accounts")
                        .at("/items"))
                .hasSize(2);
        assertThat(deeds(second.account())).containsExactly("account-linked", "accounts-merged");
    }

    @Test
    void an_account_is_not_taken_from_people_elsewhere_nor_from_the_sign_in_server() {
        String farmer = server.anyFarmer();
        String foreigner = server.farmer("xa-" + UUID.randomUUID(), "tphcm");
        Newcomer theirs = Newcomer.any();
        theirs.redeem(server.post("admin", "/api/v1/subjects/" + foreigner + "/link-codes", "")
                .at("/code")
                .asText());
        String accounts = "/api/v1/subjects/" + farmer + "/accounts";

        assertThat(server.post("officer", accounts, REASON.formatted(theirs.account()))
                        .status())
                .isEqualTo(403);
        assertThat(server.post("officer", accounts, REASON.formatted("officer")).status())
                .isEqualTo(403);
        server.get("learner", "/api/v1/subjects/" + TestServer.LEARNER);
        assertThat(server.post("officer", accounts, REASON.formatted("learner")).status())
                .isEqualTo(409);
        assertThat(server.post("officer", accounts, REASON.formatted("a-nobody"))
                        .status())
                .isEqualTo(404);
        assertThat(server.post("officer", accounts, "{\"account\":\"a-nobody\",\"reason\":\" \"}")
                        .pointers())
                .containsExactly("/reason");
        assertThat(theirs.is(foreigner)).isTrue();
    }

    @Test
    void a_wrong_link_is_taken_back_at_once() {
        String farmer = server.anyFarmer();
        Newcomer wrong = Newcomer.any();
        wrong.redeem(code(farmer));
        assertThat(wrong.is(farmer)).isTrue();

        String unlinking = "/api/v1/subjects/" + farmer + "/accounts/" + wrong.account() + "/unlinking";
        assertThat(server.post("officer", unlinking, "{\"reason\":\"nhầm người\"}")
                        .status())
                .isEqualTo(204);

        assertThat(wrong.is(farmer)).isFalse();
        assertThat(server.post("officer", unlinking, "{\"reason\":\"nhầm người\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_wrong_mail_address_in_the_register_does_not_bring_back_what_an_officer_took_away() {
        String mail = "nham-" + UUID.randomUUID() + "@example.invalid";
        String farmer = farmerWithMail(mail);
        Newcomer wrong = Newcomer.any().mail(mail, true);
        assertThat(wrong.is(farmer)).isTrue();

        server.post(
                "officer",
                "/api/v1/subjects/" + farmer + "/accounts/" + wrong.account() + "/unlinking",
                "{\"reason\":\"nhầm người\"}");

        assertThat(wrong.is(farmer)).isFalse();
        assertThat(server.get("officer", "/api/v1/subjects/" + farmer + "/accounts")
                        .at("/items"))
                .isEmpty();
        assertThat(wrong.redeem(code(farmer)).status()).isEqualTo(204);
        assertThat(wrong.is(farmer)).isTrue();
    }

    @Test
    void on_the_pages_an_officer_hands_out_a_code_and_the_newcomer_enters_it() {
        String farmer = server.anyFarmer();
        TestBrowser officer = TestBrowser.as("officer", server);
        assertThat(officer.get("/officer/people/" + farmer).html()).contains("/accounts\"");
        String page =
                officer.submit("/officer/people/" + farmer + "/accounts/code").html();
        String code = page.replaceAll("(?s).*>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})<.*", "$1");
        assertThat(code).hasSize(14);
        assertThat(officer.get("/officer/people/" + farmer + "/accounts").html())
                .doesNotContain(code);

        Newcomer an = Newcomer.any();
        assertThat(page(an.request("/"), 303).headers().get("location")).containsExactly("/link");
        assertThat(page(an.request("/link"), 200).body().textValue()).contains(an.account());
        assertThat(page(form(an, "code=AAAA"), 409).body().textValue())
                .contains("aria-invalid=\"true\"", "value=\"AAAA\"");
        assertThat(page(form(an, "code=" + code), 303).headers().get("location"))
                .containsExactly("/");
        assertThat(page(an.request("/"), 303).headers().get("location")).containsExactly("/me");
    }

    private static HttpRequest.Builder form(Newcomer who, String fields) {
        return who.request("/link")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields));
    }

    private static Answer page(HttpRequest.Builder request, int status) {
        Answer answer = server.send(request.header("Accept", "text/html"));
        assertThat(answer.status()).isEqualTo(status);
        return answer;
    }
}
