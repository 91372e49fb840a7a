package vn.hoctap.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestForm;
import vn.hoctap.server.TestServer.Answer;

/** A script in every text that anybody can enter: by the API, and in every field of every form. No page runs it. */
class ScriptTest {
    private static final String SCRIPT = "\"'><script>x()</script><img src=x onerror=x()>{{7*7}}";
    private static final String JSON = SCRIPT.replace("\"", "\\\"");

    /** What would be one if it stood in a page as it was typed. */
    private static final List<String> ALIVE =
            List.of("<script>x()", "<img src=x", "href=\"javascript:", "action=\"javascript:", "src=\"javascript:");

    private static final Pattern FORM =
            Pattern.compile("<form([^>]*)>(.*?)</form>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD =
            Pattern.compile("<(input|textarea|select)([^>]*)>(?:([^<]*)</textarea>)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPTION = Pattern.compile("<option[^>]*value=\"([^\"]*)\"");

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
        poison();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static void poison() {
        String person = Whose.SELF.person();
        world.admin("PATCH", "/api/v1/subjects/" + person, """
                {"name":"Mốc %1$s","attributes":{"region":"%1$s"},"identities":[{"account":{"homePage":"https://x.invalid/%1$s","name":"%1$s"}}]}""".formatted(JSON));
        world.admin("PATCH", "/api/v1/org-units/" + Whose.SELF.unit(), """
                {"name":"Thôn %1$s","attributes":{"note":"%1$s"}}""".formatted(JSON));
        world.admin("POST", "/api/v1/activities", """
                {"subject":"%2$s","type":"reading","title":"Sách %1$s","endedAt":"2026-03-05T17:00:00+07:00",
                 "evidence":[{"name":"%1$s","url":"https://x.invalid/"}],"source":{"kind":"officer","ref":"%1$s"}}""".formatted(JSON, person));
        world.admin("POST", "/api/v1/courses", """
                {"code":"XSS","title":"Khóa %1$s","provider":"%1$s","description":"%1$s","hours":1}""".formatted(JSON));
        world.admin("POST", "/api/v1/courses/XSS/sessions", """
                {"starts":"2027-12-29T08:00:00+07:00","ends":"2027-12-29T11:00:00+07:00","place":"%1$s","note":"%1$s"}""".formatted(JSON));
        world.admin("POST", "/api/v1/enrolments", "{\"subject\":\"%s\",\"course\":\"XSS\"}".formatted(person));
        world.admin("POST", "/api/v1/providers", "{\"name\":\"LMS %s\"}".formatted(JSON));
        String asked = world.said(Whose.SELF);
        world.admin(
                "POST",
                "/api/v1/activities/" + asked + "/questions?subject=" + person,
                "{\"text\":\"%s\"}".formatted(JSON));
        world.admin(
                "POST",
                "/api/v1/titles/" + world.title(Whose.SELF) + "/withdrawal",
                "{\"reason\":\"%s\"}".formatted(JSON));
    }

    private record Page(Who who, String address, String html) {}

    /** Every page that somebody may see, about the one whose texts are poisoned. */
    private static List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        for (Rule rule : Rule.all()) {
            for (Who who : List.of(Who.LEARNER, Who.ROOT_ADMIN, Who.CENTER, Who.ROOT_AUDITOR)) {
                if (rule.isPage()
                        && rule.method().equals("GET")
                        && (rule.answers(who) || rule.allows(who, Whose.SELF))) {
                    HttpRequest request = new Request(world, who, Whose.SELF, false).of(rule);
                    pages.add(page(who, request.uri().getRawPath(), request));
                }
            }
        }
        for (String more : List.of(
                "/courses/XSS", "/teaching/courses/XSS", "/teaching/courses/XSS/people", "/titles?cycle=2024")) {
            HttpRequest request = HttpRequest.newBuilder(world.server.at(more))
                    .header("Authorization", "Bearer " + world.token(Who.ROOT_ADMIN))
                    .build();
            pages.add(page(Who.ROOT_ADMIN, more, request));
        }
        return pages;
    }

    private static Page page(Who who, String address, HttpRequest request) {
        Answer answer = world.server.send(HttpRequest.newBuilder(request, (name, value) -> true));
        boolean html = answer.headers()
                .getOrDefault("content-type", List.of(""))
                .getFirst()
                .startsWith("text/html");
        return new Page(who, address, html ? answer.body().asText() : "");
    }

    private static void assertHarmless(List<Page> pages) {
        for (Page page : pages) {
            assertThat(page.html()).as("%s sees %s", page.who(), page.address()).doesNotContain(ALIVE);
        }
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1).replace("&amp;", "&") : "";
    }

    /** What a browser would send, with a script in every field that takes text. */
    private static Map<String, String> filled(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (MatchResult field : FIELD.matcher(form).results().toList()) {
            String name = attribute(field.group(2), "name");
            String type = attribute(field.group(2), "type");
            if (name.isEmpty() || type.equals("file")) {
                continue;
            }
            if (field.group(1).equalsIgnoreCase("select")) {
                Matcher option = OPTION.matcher(form.substring(field.end()));
                fields.put(name, option.find() ? option.group(1) : "");
            } else if (Set.of("hidden", "radio", "checkbox", "date", "datetime-local", "number")
                    .contains(type)) {
                fields.putIfAbsent(name, attribute(field.group(2), "value"));
            } else {
                fields.put(name, type.equals("url") || name.equals("url") ? "javascript:x()//" + SCRIPT : SCRIPT);
            }
        }
        return fields;
    }

    private static Answer submit(Page page, String attributes, Map<String, String> fields) {
        String action = attribute(attributes, "action");
        boolean get = !attribute(attributes, "method").equalsIgnoreCase("post");
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) ->
                body.append(encoded(name)).append('=').append(encoded(value)).append('&'));
        String target = (action.isEmpty() ? page.address() : action) + (get ? "?" + body : "");
        HttpRequest.Builder request = HttpRequest.newBuilder(world.server.at(target))
                .header("Accept", "text/html")
                .header("Authorization", "Bearer " + world.token(page.who()));
        if (get) {
            return world.server.send(request);
        }
        if (attribute(attributes, "enctype").startsWith("multipart")) {
            TestForm form = new TestForm();
            fields.forEach((name, value) -> form.fields(name, value));
            return world.server.send(
                    request.header("Content-Type", TestForm.TYPE).POST(form.publisher()));
        }
        return world.server.send(request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void a_script_that_came_by_the_api_or_by_a_form_is_text_on_every_page() {
        List<Page> pages = pages();
        assertHarmless(pages);
        assertThat(pages).anyMatch(page -> page.html().contains("&lt;script&gt;x()"));

        Set<String> forms = new TreeSet<>();
        for (Page page : pages) {
            for (MatchResult form : FORM.matcher(page.html()).results().toList()) {
                // Who signs out sees no more.
                if (!form.group(1).contains("/sign-out")
                        && forms.add(page.who() + form.group(1).replaceAll("[0-9a-f-]{36}", ""))) {
                    Answer answer = submit(page, form.group(1), filled(form.group(2)));
                    assertThat(answer.status())
                            .as("%s %s", page.address(), form.group(1))
                            .isLessThan(500);
                    assertHarmless(List.of(
                            new Page(page.who(), form.group(1), answer.body().toString())));
                }
            }
        }

        assertThat(forms).hasSizeGreaterThan(20);
        assertHarmless(pages());
    }

    @Test
    void no_page_has_a_script_or_a_style_of_its_own() {
        for (Page page : pages()) {
            assertThat(page.html())
                    .as("%s sees %s", page.who(), page.address())
                    .doesNotContainPattern("<script(?![^>]*\\bsrc=)")
                    .doesNotContainPattern("(?i)<[^>]+\\s(on[a-z]+|style)\\s*=\\s*[\"']")
                    .doesNotContain("<style");
        }
    }
}
