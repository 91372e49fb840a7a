package vn.hoctap.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.hoctap.server.Server;

/** Every route, asked by every role about what is its own, its sibling's, its parent's and somebody else's. */
class AccessMatrixTest {
    /** What runs before several routes; none of them is answered by it. */
    private static final Set<String> FRAMES = Set.of("/api/", "/xapi/");

    private static World world;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        world = new World();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        world.close();
    }

    private static Set<String> routes() {
        return routes(world.server.server());
    }

    /** With their methods, as rules name them. */
    static Set<String> routes(Server server) {
        Set<String> routes = new TreeSet<>();
        for (Route route : server.routes()) {
            if (route.getPath() != null && route.methods() != null) {
                for (HttpMethod method : route.methods()) {
                    routes.add(method + " " + route.getPath());
                }
            }
        }
        return routes;
    }

    @Test
    void every_route_has_a_rule_and_every_rule_a_route() {
        Set<String> ruled = Rule.all().stream().map(Rule::route).collect(Collectors.toCollection(TreeSet::new));

        assertThat(routes()).isEqualTo(ruled);
    }

    /** Such a route would be open to methods that no rule speaks of. */
    @Test
    void a_route_for_all_methods_only_says_which_methods_there_are() {
        Set<String> paths = routes().stream()
                .map(route -> route.substring(route.indexOf(' ') + 1))
                .collect(Collectors.toSet());

        assertThat(world.server.server().routes())
                .filteredOn(route -> route.methods() == null && route.getPath() != null)
                .extracting(Route::getPath)
                .allMatch(path -> FRAMES.contains(path) || paths.contains(path));
    }

    @TestFactory
    Stream<DynamicTest> everybody_is_let_in_where_his_role_allows_it_and_nowhere_else() {
        // Lists first, while they are short.
        return Rule.all().stream()
                .sorted(Comparator.comparing(rule -> rule.shows().isEmpty()))
                .map(rule -> DynamicTest.dynamicTest(rule.route() + " " + rule.body(), () -> {
                    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
                    everybody(rule).forEach(who -> check(rule, who, wrong));
                    assertThat(wrong).isEmpty();
                }));
    }

    /** Who only reads is in nobody's way. */
    private static Stream<Who> everybody(Rule rule) {
        Stream<Who> everybody = Stream.of(Who.values());
        return rule.method().equals("GET") && rule.shows().isEmpty() ? everybody.parallel() : everybody;
    }

    private static void check(Rule rule, Who who, List<String> wrong) {
        if (rule.shows().isPresent()) {
            checkList(rule, who, wrong);
            return;
        }
        List<Whose> abouts = rule.isAboutSomebody() ? List.of(Whose.values()) : List.of(Whose.SELF);
        for (Whose whose : abouts) {
            Answered answered = send(rule, new Request(world, who, whose, false));
            if (answered.access(who, rule.answers(Who.NOBODY))
                    != (rule.allows(who, whose) ? Access.LET_IN : Access.KEPT_OUT)) {
                wrong.add(who + " about " + whose + ": " + answered);
            }
        }
        if (rule.names("person") && who != Who.NOBODY && !who.everywhere() && !rule.allows(who, Whose.FOREIGN)) {
            checkGhost(rule, who, wrong);
        }
    }

    /** Who may not do it for somebody learns not even whether there is such a person. */
    private static void checkGhost(Rule rule, Who who, List<String> wrong) {
        String somebody =
                send(rule, new Request(world, who, Whose.FOREIGN, false)).anonymous();
        String nobody = send(rule, new Request(world, who, Whose.FOREIGN, true)).anonymous();
        if (!somebody.equals(nobody)) {
            wrong.add(who + " can tell who exists: " + somebody + " or " + nobody);
        }
    }

    private static void checkList(Rule rule, Who who, List<String> wrong) {
        Map<Whose, String> things = new EnumMap<>(Whose.class);
        for (Whose whose : Whose.values()) {
            things.put(
                    whose,
                    new Request(world, who, whose, false).text(rule.shows().orElseThrow()));
        }
        Answered answered = send(rule, new Request(world, who, Whose.SELF, false));
        if (answered.access(who, false) != (rule.answers(who) ? Access.LET_IN : Access.KEPT_OUT)) {
            wrong.add(who + ": " + answered);
        }
        if (!rule.answers(who)) {
            return;
        }
        things.forEach((whose, shown) -> {
            if (answered.body().contains(shown) != rule.allows(who, whose)) {
                wrong.add(who + (answered.body().contains(shown) ? " sees " : " misses ") + whose);
            }
        });
    }

    private enum Access {
        LET_IN,
        KEPT_OUT,
        /** The request of the rule is wrong, or the server. */
        NEITHER
    }

    private record Answered(int status, String to, String body) {
        /** @param open to everybody; who has not signed in is sent to the first page from what is not */
        Access access(Who who, boolean open) {
            if (who == Who.NOBODY ? status == 401 : status == 403 || status == 404) {
                return Access.KEPT_OUT;
            }
            if (status == 303 && (to.equals("/") || to.startsWith("/?to=")) && who == Who.NOBODY) {
                return open ? Access.LET_IN : Access.KEPT_OUT;
            }
            return status < 400 || status == 409 ? Access.LET_IN : Access.NEITHER;
        }

        String anonymous() {
            return status + " " + body.replaceAll("moc-[a-z]+", "who").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id");
        }

        @Override
        public String toString() {
            return status + " " + to + " " + body.substring(0, Math.min(300, body.length()));
        }
    }

    private static Answered send(Rule rule, Request request) {
        try {
            HttpResponse<InputStream> response = client.send(request.of(rule), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                // A stream never ends.
                boolean endless =
                        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                return new Answered(
                        response.statusCode(),
                        response.headers().firstValue("Location").orElse(""),
                        endless ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
