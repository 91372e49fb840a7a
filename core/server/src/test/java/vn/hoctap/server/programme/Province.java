package vn.hoctap.server.programme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.TestJar;

/** A server with the shipped programmes, sets for every kind of title, and words to people places with. */
public final class Province implements AutoCloseable {
    static final int YEAR = LocalDate.now(Words.ZONE).getYear();
    private static final Path PROGRAMMES = Path.of("../../plugins/chuong-trinh/src/main/resources/programmes");

    private final int year;
    final TestServer server;
    private final List<String> activities = new ArrayList<>();
    private int people;
    private int facts;

    /** With simple sets, this year. */
    Province() {
        this(YEAR, sets());
    }

    /** @param year in which all is learned */
    public Province(int year, TestJar sets) {
        this.year = year;
        this.server = TestServer.start(sets, programmes());
    }

    public TestServer server() {
        return server;
    }

    private static TestJar programmes() {
        TestJar jar = TestJar.plugin("chuong-trinh", "1.0.0");
        try (Stream<Path> files = Files.list(PROGRAMMES)) {
            for (Path file : files.sorted().toList()) {
                jar.with("programmes/" + file.getFileName(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    /** A title of any kind costs one activity of the type {@code earns}. */
    private static TestJar sets() {
        return TestJar.plugin("danh-hieu", "1.0.0")
                .with("criteria/cong-dan.yaml", set("cong-dan-hoc-tap", "citizen"))
                .with("criteria/gia-dinh.yaml", set("gia-dinh-hoc-tap", "family"))
                .with("criteria/dong-ho.yaml", set("dong-ho-hoc-tap", "clan"))
                .with("criteria/cong-dong.yaml", set("cong-dong-hoc-tap", "community"))
                .with("criteria/don-vi.yaml", set("don-vi-hoc-tap", "unit"));
    }

    private static String set(String title, String kind) {
        return """
                id: %s/gian-don
                version: "1"
                status: illustrative
                source: "a test"
                title: {vi: Thử}
                subject: %s
                effective: {from: 2020-01-01}
                cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                criteria:
                  - id: hoc
                    name: {vi: Học}
                    indicators:
                      - id: dat
                        name: {vi: Đạt}
                        max: 10
                        from: [{measure: count, where: 'activity.type == "earns"', points: [{atLeast: 1, give: 10}]}]
                      - id: doc
                        name: {vi: Đọc}
                        max: 10
                        from: [{measure: count, where: 'activity.type == "reading"', points: [{atLeast: 1, give: 4}]}]
                award:
                  scheme: sum
                  requires: [{id: total, if: 'total >= 10'}]
                """.formatted(title, kind);
    }

    /** What somebody does besides living and working somewhere. */
    public enum Trait {
        HOLDER,
        DIGITAL,
        PROFICIENT,
        ASSOCIATION,
        TRAINED
    }

    public Province unit(String id, String kind, String parent) {
        String above = parent.isEmpty() ? "null" : "\"" + parent + "\"";
        created(server.post(
                "admin",
                "/api/v1/org-units",
                "{\"id\":\"%s\",\"kind\":\"%s\",\"name\":\"%s\",\"parent\":%s}".formatted(id, kind, id, above)));
        return this;
    }

    /** So many grown-ups who live there. */
    public List<String> residents(int count, String place, String group, Trait... traits) {
        return Stream.generate(() -> person("\"residence\":\"" + place + "\",", group, traits))
                .limit(count)
                .toList();
    }

    /** So many who work there, and of whom nobody knows where they live. */
    public List<String> staff(int count, String unit, String group, Trait... traits) {
        return Stream.generate(() -> person("\"workplaces\":[\"" + unit + "\"],", group, traits))
                .limit(count)
                .toList();
    }

    private String person(String place, String group, Trait... traits) {
        String id = "p-" + ++people;
        List<Trait> has = List.of(traits);
        created(server.post(
                "admin", "/api/v1/subjects", """
                {"id":"%s","kind":"citizen","name":"Nguyễn Văn Á","birthDate":"1980-05-05","group":"%s",%s
                 "attributes":{"association":%s},"from":"2020-01-01"}""".formatted(id, group, place, has.contains(Trait.ASSOCIATION))));
        if (has.contains(Trait.HOLDER)) {
            earns(id);
        }
        if (has.contains(Trait.TRAINED)) {
            learns(id, "criteria-training", "");
        }
        if (has.contains(Trait.PROFICIENT)) {
            learns(id, "course", skill("1.1", 5) + "," + skill("2.3", 6));
        } else if (has.contains(Trait.DIGITAL)) {
            learns(id, "course", skill("4.2", 3) + "," + skill("1.1", 2));
        }
        return id;
    }

    private static String skill(String component, int level) {
        return "{\"framework\":\"tt02-2025\",\"component\":\"%s\",\"level\":%d}".formatted(component, level);
    }

    /** Families and clans. */
    public String collective(String kind, String place, List<String> members, boolean learning) {
        String id = kind + "-" + ++people;
        created(server.post("admin", "/api/v1/subjects", """
                {"id":"%s","kind":"%s","name":"%s","residence":"%s","from":"2020-01-01"}""".formatted(id, kind, id, place)));
        members.forEach(member -> joins(member, id));
        if (learning) {
            earns(id);
        }
        return id;
    }

    void joins(String member, String collective) {
        Answer answer = server.api(server.request("admin", "/api/v1/memberships")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"member\":\"%s\",\"collective\":\"%s\",\"from\":\"2020-01-01\"}"
                        .formatted(member, collective))));
        assertThat(answer.status()).as(answer.body().toString()).isLessThan(300);
    }

    /** What earns a title of whatever kind; returns the activity's id. */
    public String earns(String subject) {
        return learns(subject, "earns", "");
    }

    String learns(String subject, String type, String skills) {
        String id = "hd-" + ++facts;
        activities.add("""
                {"id":"%s","subject":"%s","type":"%s","title":"Học","endedAt":"%d-01-02T08:00:00+07:00","skills":[%s]}""".formatted(id, subject, type, year, skills));
        return id;
    }

    /** Sends all that was learned, and waits until everything that follows from it is counted. */
    public Province settled() {
        for (int from = 0; from < activities.size(); from += 1_000) {
            List<String> page = activities.subList(from, Math.min(from + 1_000, activities.size()));
            Answer answer = server.post("admin", "/api/v1/activities", "[" + String.join(",", page) + "]");
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        }
        activities.clear();
        server.settled();
        return this;
    }

    /** As the administrator sees it in a browser. */
    String page(String path) {
        return sent(HttpRequest.newBuilder(server.at(path)).header("Cookie", server.cookie("admin")));
    }

    /** What the administrator's program gets. */
    String text(String path) {
        return sent(server.request("admin", path));
    }

    private static String sent(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    public JsonNode dashboard(String unit) {
        Answer answer = server.get("admin", "/api/v1/org-units/" + unit + "/dashboard?cycle=" + year);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    /** Everything adds up; everybody judged and counted anew is judged and counted the same. */
    public void agrees() {
        List<Object> differences = new ArrayList<>();
        server.server().core().ledgerCheck().run(1, differences::add, (checked, all) -> {});
        server.server().core().rollupCheck().run(1, differences::add);
        assertThat(differences).isEmpty();
    }

    private static void created(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    @Override
    public void close() {
        server.close();
    }
}
