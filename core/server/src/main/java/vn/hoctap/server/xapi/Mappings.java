package vn.hoctap.server.xapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.plugin.PluginFile;
import vn.hoctap.server.plugin.Registry;

/** Reads the meaning of statements by the mappings of all started plugins. */
final class Mappings {
    private final List<Mapping.Rule> rules;

    Mappings(List<Mapping> mappings) {
        this.rules = mappings.stream().flatMap(m -> m.rules().stream()).toList();
    }

    static Mappings of(Registry registry) {
        return new Mappings(registry.files(MappingReader.FOLDER).stream()
                .map(PluginFile::source)
                .map(MappingReader::read)
                .toList());
    }

    Learning meaning(Statement statement) {
        return rules.stream()
                .filter(rule -> holds(rule.when(), statement))
                .findFirst()
                .map(rule -> apply(rule.then(), statement.json()))
                .orElseGet(() ->
                        new Learning.Nothing("no mapping for verb " + statement.verb() + " on " + statement.type()));
    }

    private static boolean holds(Mapping.When when, Statement statement) {
        JsonNode result = statement.json().path("result");
        return when.verbs().contains(statement.verb())
                && (when.types().isEmpty() || when.types().contains(statement.type()))
                && says(when.success(), result.path("success"))
                && says(when.completion(), result.path("completion"))
                && when.scoreAtLeast()
                        .map(least -> Score.share(result.path("score"), 0)
                                .filter(share -> share.atLeast(least))
                                .isPresent())
                        .orElse(true)
                && when.extension().map(iri -> extended(statement.json(), iri)).orElse(true);
    }

    private static boolean says(@Nullable Boolean wanted, JsonNode said) {
        return wanted == null || (said.isBoolean() && said.booleanValue() == wanted);
    }

    private static boolean extended(JsonNode statement, String iri) {
        return List.of(statement.path("object").path("definition"), statement.path("result"), statement.path("context"))
                .stream()
                .anyMatch(part -> part.path("extensions").has(iri));
    }

    private static Learning apply(Mapping.Then then, JsonNode statement) {
        return switch (then) {
            case Mapping.Then.Ignore ignore -> new Learning.Nothing(ignore.reason());
            case Mapping.Then.Fact fact -> activity(fact, statement);
        };
    }

    private static Learning activity(Mapping.Then.Fact fact, JsonNode statement) {
        Optional<String> course = text(fact.course(), statement).filter(c -> c.length() <= XapiLimits.COURSE_LENGTH);
        Optional<String> title = text(fact.title(), statement).map(Mappings::shortened);
        if (course.isEmpty() && title.isEmpty()) {
            return new Learning.Nothing("neither a course nor a title stands where the mapping looks for them");
        }
        return new Learning.Activity(
                fact.type(),
                course,
                title,
                fact.score().flatMap(score -> Score.share(statement.at(score.path()), score.lowest())),
                fact.passed().stream()
                        .map(statement::at)
                        .filter(JsonNode::isBoolean)
                        .map(JsonNode::booleanValue)
                        .findFirst());
    }

    private static Optional<String> text(List<JsonPointer> paths, JsonNode statement) {
        return paths.stream()
                .map(statement::at)
                .flatMap(node -> words(node).stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** A text, a number, or the best language of a text in several. */
    private static Optional<String> words(JsonNode node) {
        if (node.isTextual() || node.isNumber()) {
            return Optional.of(node.asText());
        }
        return language(node, "vi")
                .or(() -> language(node, "en"))
                .or(() -> node.properties().stream()
                        .findFirst()
                        .map(field -> field.getValue().asText()));
    }

    private static Optional<String> language(JsonNode texts, String language) {
        return texts.properties().stream()
                .filter(field ->
                        field.getKey().equals(language) || field.getKey().startsWith(language + "-"))
                .findFirst()
                .map(field -> field.getValue().asText());
    }

    private static String shortened(String title) {
        return title.length() <= XapiLimits.TITLE_LENGTH ? title : title.substring(0, XapiLimits.TITLE_LENGTH);
    }
}
