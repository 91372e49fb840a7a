package vn.hoctap.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoctap.server.TestForm;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.evidence.TestFiles;
import vn.hoctap.server.plugin.TestJar;

/** A server with one person, course, title and provider in each place that a request may be about. */
final class World implements AutoCloseable {
    static final String EVERYBODY = "moc-everybody";
    static final String CSV = "subject,type,title,endedAt\nnobody-at-all,reading,A,2026-03-01\n";

    private static final String READING = """
            {"id":"%s","subject":"%s","type":"reading","title":"Việc","endedAt":"2026-03-05T17:00:00+07:00"}""";

    final TestServer server = TestServer.start();
    private final Map<Who, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> jobs = new ConcurrentHashMap<>();
    private final Map<Whose, String> providers = new EnumMap<>(Whose.class);
    private final Map<Whose, String> titles = new EnumMap<>(Whose.class);
    private final Map<Whose, String> households = new ConcurrentHashMap<>();
    private final Map<Whose, String> drafts = new ConcurrentHashMap<>();
    private final Map<Whose, String> plugins = new ConcurrentHashMap<>();

    World() {
        admin("POST", "/api/v1/org-units", """
                {"id":"yen-mac","kind":"commune","name":"Yên Mạc","parent":"ninh-binh"}""");
        admin("POST", "/api/v1/courses", course(EVERYBODY, "Khóa chung", "Sở"));
        for (Whose whose : Whose.values()) {
            admin("POST", "/api/v1/subjects", """
                    {"id":"%s","kind":"citizen","name":"%s","group":"nong-dan","residence":"%s","from":"2020-01-01"}""".formatted(whose.person(), whose.personName(), whose.unit()));
            admin("POST", "/api/v1/courses", course("moc-khoa-" + whose, taught(whose), whose.unit()));
            admin("POST", "/api/v1/enrolments", enrolment(whose, EVERYBODY));
            said(whose);
            providers.put(whose, provider(whose));
            titles.put(whose, title(whose, 2024));
        }
    }

    static String taught(Whose whose) {
        return "Moc khoa " + whose;
    }

    private static String course(String code, String title, String provider) {
        return """
                {"code":"%s","title":"%s","provider":"%s","hours":2}""".formatted(code, title, provider);
    }

    private static String enrolment(Whose whose, String course) {
        return """
                {"subject":"%s","course":"%s"}""".formatted(whose.person(), course);
    }

    String token(Who who) {
        return tokens.computeIfAbsent(
                who, one -> server.server().demoTokens().orElseThrow().token(one.account(), one.claims()));
    }

    private String self(Whose whose) {
        JsonObject claims = Who.LEARNER.claims().put("subject", whose.person());
        String name = whose == Whose.SELF ? Who.LEARNER.account() : whose.person();
        return server.server().demoTokens().orElseThrow().token(name, claims);
    }

    /** Sends as the administrator of everything; it must succeed. */
    JsonNode admin(String method, String path, String body) {
        return send(token(Who.ROOT_ADMIN), method, path, body);
    }

    private JsonNode send(String token, String method, String path, String body) {
        Answer answer = server.api(HttpRequest.newBuilder(server.at(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isBetween(200, 299);
        return answer.body();
    }

    /** An activity that the person said himself, and that waits. */
    String said(Whose whose) {
        String id = UUID.randomUUID().toString();
        send(self(whose), "POST", "/api/v1/activities", READING.formatted(id, whose.person()));
        return id;
    }

    String asked(Whose whose) {
        String id = said(whose);
        admin("POST", "/api/v1/activities/" + id + "/questions?subject=" + whose.person(), "{\"text\":\"Sao?\"}");
        return id;
    }

    String question(Whose whose, String activity) {
        return admin("GET", "/api/v1/activities/" + activity + "/questions?subject=" + whose.person(), "")
                .at("/items/0/seq")
                .asText();
    }

    String evidence(Whose whose) {
        Answer answer = server.api(HttpRequest.newBuilder(server.at("/api/v1/evidence?subject=" + whose.person()))
                .header("Authorization", "Bearer " + self(whose))
                .header("Content-Type", TestForm.TYPE)
                .POST(new TestForm().file("file", "bia.png", TestFiles.png()).publisher()));
        return answer.at("/id").asText();
    }

    /** Won in a year of its own. */
    String title(Whose whose, int year) {
        JsonArray readings = new JsonArray();
        for (int i = 0; i < 2; i++) {
            readings.add(new JsonObject(READING.formatted(UUID.randomUUID(), whose.person()))
                    .put("endedAt", year + "-03-05T17:00:00+07:00"));
        }
        return admin("POST", "/api/v1/activities", readings.encode())
                .at("/1/titles/0/serial")
                .asText();
    }

    String title(Whose whose) {
        return titles.get(whose);
    }

    String newCourse(Whose whose) {
        String code = UUID.randomUUID().toString();
        admin("POST", "/api/v1/courses", course(code, "Khóa", whose.unit()));
        return code;
    }

    String session(String course) {
        return admin("POST", "/api/v1/courses/" + course + "/sessions", """
                        {"starts":"2027-12-29T08:00:00+07:00","ends":"2027-12-29T11:00:00+07:00"}""")
                .at("/id")
                .asText();
    }

    String enrolled(Whose whose, String course) {
        return admin("POST", "/api/v1/enrolments", enrolment(whose, course))
                .at("/id")
                .asText();
    }

    String family(Whose whose) {
        return admin("POST", "/api/v1/subjects", """
                        {"kind":"family","name":"Nhà","residence":"%s"}""".formatted(whose.unit()))
                .at("/id")
                .asText();
    }

    /** Where the person lives and for which he speaks. */
    String lastingHousehold(Whose whose) {
        return households.computeIfAbsent(whose, place -> {
            String id = admin("POST", "/api/v1/subjects", """
                            {"kind":"family","name":"Nhà","residence":"%s","attributes":{"representative":"%s"}}""".formatted(place.unit(), place.person()))
                    .at("/id")
                    .asText();
            admin("PUT", "/api/v1/memberships", """
                    {"member":"%s","collective":"%s"}""".formatted(place.person(), id));
            return id;
        });
    }

    /** What the person has asked of his data; it is open. */
    String request(Whose whose) {
        for (JsonNode open :
                admin("GET", "/api/v1/data-requests?limit=1000", "").get("items")) {
            if (open.at("/subject").asText().equals(whose.person())
                    && open.at("/kind").asText().equals("copy")) {
                return open.at("/id").asText();
            }
        }
        return admin("POST", "/api/v1/data-requests", """
                        {"subject":"%s","kind":"copy"}""".formatted(whose.person()))
                .at("/id")
                .asText();
    }

    /** Of somebody who signs in for the first time: the number stands on the page where he would enter a code. */
    String account() {
        String token = server.server()
                .demoTokens()
                .orElseThrow()
                .token(UUID.randomUUID().toString(), Who.STRANGER.claims());
        String page = server.send(HttpRequest.newBuilder(server.at("/link")).header("Authorization", "Bearer " + token))
                .body()
                .textValue();
        Matcher number = Pattern.compile("<code class=\"mono\">([^<]+)</code>").matcher(page);
        assertThat(number.find()).as(page).isTrue();
        return number.group(1).strip();
    }

    String linked(Whose whose) {
        String account = account();
        admin("POST", "/api/v1/subjects/" + whose.person() + "/accounts", """
                {"account":"%s","reason":"cùng một người"}""".formatted(account));
        return account;
    }

    /** What the address of the officer's page carries when he looks for everybody here; letters for whom it is not. */
    String find(Who who) {
        HttpRequest.Builder search = HttpRequest.newBuilder(server.at("/officer"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("q=Moc"));
        if (who != Who.NOBODY) {
            search.header("Authorization", "Bearer " + token(who));
        }
        List<String> found = server.send(search).headers().getOrDefault("location", List.of("/"));
        Matcher sealed = Pattern.compile("[?&]find=([^&]+)").matcher(found.getFirst());
        return sealed.find() ? sealed.group(1) : "none";
    }

    String provider(Whose whose) {
        return admin("POST", "/api/v1/providers", """
                        {"name":"LMS","orgUnit":"%s"}""".formatted(whose.unit()))
                .at("/id")
                .asText();
    }

    String lastingDraft(Whose whose) {
        return drafts.computeIfAbsent(whose, this::draft);
    }

    /** A criteria set that somebody has begun to write for the place. */
    String draft(Whose whose) {
        HttpRequest.Builder begun = HttpRequest.newBuilder(server.at("/editor"))
                .header("Authorization", "Bearer " + token(Who.ROOT_ADMIN))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=Moc&base=&unit=" + whose.unit()));
        String address = server.send(begun).headers().get("location").getFirst();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** Of a plugin that nobody knows yet. */
    static TestJar jar(String version) {
        return TestJar.plugin("moc-" + UUID.randomUUID(), version);
    }

    String lastingPlugin(Whose whose) {
        return plugins.computeIfAbsent(whose, place -> install(place, jar("1.0.0")));
    }

    /** One with a version to go back to. */
    String upgraded(Whose whose) {
        String id = install(whose, jar("1.0.0"));
        return install(whose, TestJar.plugin(id, "1.1.0"));
    }

    private String install(Whose whose, TestJar jar) {
        Answer answer = server.api(HttpRequest.newBuilder(server.at("/api/v1/plugins?orgUnit=" + whose.unit()))
                .header("Authorization", "Bearer " + token(Who.ROOT_ADMIN))
                .header("Content-Type", "application/java-archive")
                .POST(BodyPublishers.ofByteArray(jar.content())));
        return answer.at("/id").asText();
    }

    String lastingProvider(Whose whose) {
        return providers.get(whose);
    }

    /** A finished import with a refused row: of the one who asks where it is his own, or of the administrator. */
    String job(Who who, Whose whose, boolean dryRun) {
        boolean imports = who.column() >= Who.CENTER.column() && who.column() <= Who.ADMIN.column();
        Who by = whose == Whose.SELF && imports ? who : Who.ROOT_ADMIN;
        // Of the administrator's own, what is not his is somebody else's with the same role.
        String token = whose != Whose.SELF && who == Who.ROOT_ADMIN ? server.token("admin") : token(by);
        return jobs.computeIfAbsent(token.hashCode() + " " + dryRun, key -> imported(token, dryRun));
    }

    /** A new one. */
    String village(String parent) {
        return admin("POST", "/api/v1/org-units", """
                        {"kind":"village","name":"Thôn cũ","parent":"%s"}""".formatted(parent))
                .at("/id")
                .asText();
    }

    /** A village that was dissolved: by the administrator who asks where it is his own, or by the one of everything. */
    String reorganised(Who who, Whose whose) {
        Who by = whose == Whose.SELF && who == Who.ADMIN ? who : Who.ROOT_ADMIN;
        String token = whose != Whose.SELF && who == Who.ROOT_ADMIN ? server.token("admin") : token(by);
        return jobs.computeIfAbsent(token.hashCode() + " reorganised", key -> {
            String dissolving = """
                    {"effective":"2026-01-01","reason":"thử","steps":[{"kind":"dissolve","units":["%s"]}]}""";
            return send(token, "POST", "/api/v1/org-units/reorganisations", dissolving.formatted(village(Whose.PART)))
                    .at("/id")
                    .asText();
        });
    }

    /** A simulation of what judges already, or a batch by it, for the people of the unit. */
    String judging(Whose whose, String what) {
        return jobs.computeIfAbsent(whose + " " + what, key -> {
            String id = admin("POST", "/api/v1/" + what, """
                    {"set":"thu/nong-dan","cycle":2026,"orgUnit":"%s"}""".formatted(whose.unit()))
                    .at("/id")
                    .asText();
            await().until(() -> admin("GET", "/api/v1/" + what + "/" + id, "")
                    .at("/state")
                    .asText()
                    .equals("DONE"));
            return id;
        });
    }

    private String imported(String token, boolean dryRun) {
        Answer answer = server.api(HttpRequest.newBuilder(server.at("/api/v1/imports?kind=activities&dryRun=" + dryRun))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", TestForm.TYPE)
                .POST(new TestForm()
                        .file("file", "a.csv", CSV.getBytes(StandardCharsets.UTF_8))
                        .publisher()));
        String id = answer.at("/id").asText();
        await().until(() ->
                admin("GET", "/api/v1/jobs/" + id, "").at("/state").asText().equals("DONE"));
        return id;
    }

    @Override
    public void close() {
        server.close();
    }
}
