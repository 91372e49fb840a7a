package vn.hoctap.server.access;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.TestForm;
import vn.hoctap.server.evidence.TestFiles;

/** One request of a rule: its places are filled with things made for it. */
final class Request {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");
    private static final String GHOST = "moc-ghost";

    private final World world;
    private final Who who;
    private final Whose whose;
    private final boolean ghost;
    private final Map<String, String> filled = new HashMap<>();
    private @Nullable String fileName;
    private byte @Nullable [] fileContent;

    /** @param ghost about somebody who does not exist */
    Request(World world, Who who, Whose whose, boolean ghost) {
        this.world = world;
        this.who = who;
        this.whose = whose;
        this.ghost = ghost;
    }

    /** Files have this name instead of the rule's. */
    Request calling(String name) {
        fileName = name;
        return this;
    }

    /** Files hold this instead of what their name says. */
    Request holding(String content) {
        fileContent = content.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    HttpRequest of(Rule rule) {
        HttpRequest.Builder request = HttpRequest.newBuilder(world.server.at(fill(rule.address(), Request::encoded)))
                .header("Accept", rule.isPage() ? "text/html" : "*/*");
        if (rule.route().endsWith("/xapi/statements")) {
            request.header("X-Experience-API-Version", "1.0.3");
        }
        if (who != Who.NOBODY) {
            request.header("Authorization", "Bearer " + world.token(who));
        }
        return body(request, rule).build();
    }

    /** What stands in a list for the thing. */
    String text(String template) {
        return fill(template, UnaryOperator.identity());
    }

    private HttpRequest.Builder body(HttpRequest.Builder request, Rule rule) {
        if (rule.body().isEmpty()) {
            return request.method(rule.method(), BodyPublishers.noBody());
        }
        if (rule.body().startsWith("multipart ")) {
            return request.header("Content-Type", TestForm.TYPE)
                    .method(rule.method(), form(rule.body().substring(10)).publisher());
        }
        boolean json = rule.body().matches("[\\[{].*") && !rule.body().matches("\\{[a-z-]+}.*");
        String body = json ? fill(rule.body(), UnaryOperator.identity()) : fields(rule.body());
        return request.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                .method(rule.method(), BodyPublishers.ofString(body));
    }

    private String fields(String pairs) {
        return fill(pairs, Request::encoded).replace(' ', '&');
    }

    private TestForm form(String pairs) {
        TestForm form = new TestForm();
        for (String pair : pairs.split(" ")) {
            String[] parts = pair.split("=", 2);
            if (parts[1].startsWith("@")) {
                byte[] usual = usual(parts[1]);
                form.file(
                        parts[0],
                        fileName == null ? parts[1].substring(1) : fileName,
                        fileContent == null ? usual : fileContent);
            } else {
                form.fields(parts[0], fill(parts[1], UnaryOperator.identity()));
            }
        }
        return form;
    }

    private static byte[] usual(String name) {
        if (name.endsWith(".png")) {
            return TestFiles.png();
        }
        return name.endsWith(".jar") ? World.jar("1.0.0").content() : World.CSV.getBytes(StandardCharsets.UTF_8);
    }

    private String fill(String template, UnaryOperator<String> encoding) {
        Matcher places = PLACE.matcher(template);
        return places.replaceAll(place -> Matcher.quoteReplacement(encoding.apply(value(place.group(1)))))
                .replace("%2Fassets%2F", "/assets/")
                .replaceAll("(/assets/[0-9a-f]+)%2F", "$1/");
    }

    private String value(String place) {
        String known = filled.get(place);
        if (known == null) {
            known = made(place);
            filled.put(place, known);
        }
        return known;
    }

    private String made(String place) {
        return switch (place) {
            case "person" -> ghost ? GHOST : whose.person();
            case "name" -> whose.personName();
            case "unit" -> whose.unit();
            case "any" -> UUID.randomUUID().toString();
            case "asset" -> asset();
            case "everybody" -> World.EVERYBODY;
            case "everybody-title" -> "Moc khoa";
            case "find" -> world.find(who);
            case "taught" -> World.taught(whose);
            case "activity" -> world.said(whose);
            case "asked" -> world.asked(whose);
            case "seq" -> world.question(whose, value("asked"));
            case "choice" -> encoded(whose.person()) + " " + encoded(value("activity"));
            case "evidence" -> world.evidence(whose);
            case "family" -> world.family(whose);
            case "household" -> world.lastingHousehold(whose);
            case "course" -> world.newCourse(whose);
            case "session" -> world.session(value("course"));
            case "enrolment" -> world.enrolled(whose, value("course"));
            case "title" -> world.title(whose);
            case "provider" -> world.lastingProvider(whose);
            case "revocable" -> world.provider(whose);
            case "simulation" -> world.judging(whose, "simulations");
            case "batch" -> world.judging(whose, "reevaluations");
            case "job" -> world.job(who, whose, false);
            case "account" -> world.account();
            case "linked" -> world.linked(whose);
            case "request" -> world.request(whose);
            case "draft" -> world.lastingDraft(whose);
            case "deletable" -> world.draft(whose);
            case "plugin" -> world.lastingPlugin(whose);
            case "upgraded" -> world.upgraded(whose);
            case "village" -> world.village(whose.unit());
            case "reorganised" -> world.reorganised(who, whose);
            case "trial" -> world.job(who, whose, true);
            default -> throw new IllegalArgumentException("nobody knows what to put for {" + place + "}");
        };
    }

    private String asset() {
        String html = world.server
                .send(HttpRequest.newBuilder(world.server.at("/")))
                .body()
                .textValue();
        Matcher asset = Pattern.compile("/assets/[0-9a-f]+/look.css").matcher(html);
        asset.find();
        return asset.group();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
