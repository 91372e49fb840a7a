package vn.hoctap.server.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;

/** What can be earned, and by which rules; open to everybody who has signed in. */
public final class CriteriaApi {
    private final Registry registry;

    public CriteriaApi(Registry registry) {
        this.registry = registry;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listModels", this::listModels, "getCriteriaSet", this::getCriteriaSet);
    }

    private void listModels(RoutingContext context) {
        Caller.of(context);
        Page page = Page.of(context);
        List<Map.Entry<String, List<PublishedSet>>> rows = models().entrySet().stream()
                .filter(model -> page.after()
                        .map(after -> model.getKey().compareTo(after) > 0)
                        .orElse(true))
                .limit(page.fetch())
                .toList();
        page.send(context, rows, Map.Entry::getKey, model -> model(model.getKey(), model.getValue()));
    }

    /** The sets in force today that judge somebody, by title. */
    private Map<String, List<PublishedSet>> models() {
        return registry.published().stream()
                .map(published -> published.set().id())
                .distinct()
                .flatMap(id -> registry.published(id).stream())
                .filter(published -> !published.set().isAbstract())
                .collect(Collectors.groupingBy(
                        published -> published.set().awards(), TreeMap::new, Collectors.toList()));
    }

    private static Map<String, Object> model(String title, List<PublishedSet> sets) {
        CriteriaSet first = sets.getFirst().set();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", title);
        shown.put("title", first.title());
        shown.put("subject", first.subject().slug());
        shown.put(
                "sets",
                sets.stream()
                        .sorted(Comparator.comparing(p -> p.set().id()))
                        .map(CriteriaApi::set)
                        .toList());
        return shown;
    }

    private static Map<String, Object> set(PublishedSet published) {
        CriteriaSet set = published.set();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", set.id());
        shown.put("version", set.version());
        shown.put("status", set.status().name().toLowerCase(Locale.ROOT));
        shown.put("source", set.source());
        shown.put("title", set.title());
        shown.put("audience", set.audience().map(Expression::source));
        shown.put("recognition", set.recognition().name().toLowerCase(Locale.ROOT));
        shown.put("effective", set.effective());
        shown.put("plugin", published.plugin());
        shown.put("scope", published.scope());
        return shown;
    }

    private void getCriteriaSet(RoutingContext context) {
        Caller.of(context);
        String id = String.valueOf(context.pathParam("id"));
        String version = context.queryParams().get("version");
        PublishedSet published = (version == null ? registry.published(id) : registry.published(id, version))
                .orElseThrow(() -> Problem.notFound("There is no criteria set '" + id + "'"
                        + (version == null ? "" : " in version '" + version + "'") + "."));
        ObjectNode shown = document(published.set());
        shown.put("plugin", published.plugin());
        shown.put("pluginVersion", published.pluginVersion());
        shown.put("scope", published.scope());
        shown.set(
                "versions",
                Json.mapper()
                        .valueToTree(registry.versions(id).stream()
                                .map(p -> p.set().version())
                                .toList()));
        Json.send(context, 200, shown);
    }

    /** The resolved document as it was published. */
    private static ObjectNode document(CriteriaSet set) {
        try {
            return Json.mapper().readValue(set.document(), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
