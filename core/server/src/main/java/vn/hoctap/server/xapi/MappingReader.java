package vn.hoctap.server.xapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.plugin.DataFile;
import vn.hoctap.server.plugin.DataForm;
import vn.hoctap.server.plugin.PluginContent;

/** Reads and checks {@code mappings/*.yaml}. */
public final class MappingReader implements PluginContent {
    static final String FOLDER = "mappings";
    private static final String DEFAULT_SCORE = "/result/score";
    private static final DataForm FORM = DataForm.of(MappingReader.class, "xapi-mapping.schema.json");

    @Override
    public String folder() {
        return FOLDER;
    }

    @Override
    public List<CriteriaError> faults(List<CriteriaSource> files) {
        List<CriteriaError> faults = new ArrayList<>();
        files.forEach(file -> FORM.read(file, faults).ifPresent(data -> repeated(data, faults)));
        return faults;
    }

    /** @param file without faults */
    static Mapping read(CriteriaSource file) {
        JsonNode content = FORM.read(file, new ArrayList<>()).orElseThrow().content();
        List<Mapping.Rule> rules = new ArrayList<>();
        content.path("rules").forEach(rule -> rules.add(rule(rule)));
        return new Mapping(content.path("id").asText(), List.copyOf(rules));
    }

    private static void repeated(DataFile data, List<CriteriaError> faults) {
        Set<String> ids = new HashSet<>();
        JsonNode rules = data.content().path("rules");
        for (int i = 0; i < rules.size(); i++) {
            String id = rules.path(i).path("id").asText();
            if (!id.isEmpty() && !ids.add(id)) {
                faults.add(data.fault(
                        "/rules/" + i + "/id", "There is a rule '" + id + "' already.", "Give it an id of its own."));
            }
        }
    }

    private static Mapping.Rule rule(JsonNode rule) {
        JsonNode when = rule.path("when");
        return new Mapping.Rule(
                rule.path("id").asText(),
                new Mapping.When(
                        new LinkedHashSet<>(texts(when.path("verb"))),
                        new LinkedHashSet<>(texts(when.path("type"))),
                        flag(when.path("success")),
                        flag(when.path("completion")),
                        when.has("scoreAtLeast")
                                ? Optional.of(Json.rational(when.path("scoreAtLeast")))
                                : Optional.<Rational>empty(),
                        texts(when.path("extension")).stream().findFirst()),
                rule.has("ignore") ? new Mapping.Then.Ignore(rule.path("ignore").asText()) : fact(rule.path("fact")));
    }

    private static Mapping.Then fact(JsonNode fact) {
        JsonNode score = fact.path("score");
        return new Mapping.Then.Fact(
                fact.path("type").asText(),
                paths(fact.path("course")),
                paths(fact.path("title")),
                paths(fact.path("passed")),
                score.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new Mapping.ScorePath(
                                JsonPointer.compile(score.path("path").asText(DEFAULT_SCORE)),
                                score.path("lowest").asInt(0))));
    }

    private static List<JsonPointer> paths(JsonNode node) {
        return texts(node).stream().map(JsonPointer::compile).toList();
    }

    /** One text or a list of them. */
    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.textValue());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : null;
    }
}
