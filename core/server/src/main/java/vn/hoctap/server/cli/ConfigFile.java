package vn.hoctap.server.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.hoctap.engine.expression.Suggestions;
import vn.hoctap.server.secrecy.KeyPlace;

/**
 * The settings of {@code config/hoctap.yaml} by their names ({@code http.port}), with those of the environment on top
 * ({@code HOCTAP_HTTP_PORT}). Lists are written with commas in the environment.
 */
final class ConfigFile {
    /** In the environment alone: a configuration file is read by many. */
    static final String MASTER_KEY = "privacy.key";

    static final List<String> KNOWN = List.of(
            "data",
            "http.host",
            "http.port",
            "http.publicUrl",
            "http.proxies",
            "database.url",
            "database.user",
            "database.passwordFile",
            "keycloak.issuer",
            "keycloak.clientId",
            "keycloak.secretFile",
            "keycloak.audience",
            "cluster.enabled",
            "cluster.members",
            "cluster.host",
            "cluster.port",
            "cluster.folder",
            MASTER_KEY,
            KeyPlace.SETTING,
            "plugins.folder",
            "plugins.publishers",
            "mail.host",
            "mail.port",
            "mail.from",
            "mail.user",
            "mail.passwordFile",
            "limits.evidenceFileMegabytes",
            "limits.evidenceFiles",
            "limits.evidencePersonMegabytes",
            "retention.statementsMonths",
            "retention.evidenceMonths",
            "retention.questionsMonths",
            "retention.requestsMonths",
            "limits.signInsPerMinute",
            "limits.publicPagesPerMinute",
            "limits.lostTitlesPercent");

    private final String source;
    private final Map<String, String> values;

    private ConfigFile(String source, Map<String, String> values) {
        this.source = source;
        this.values = values;
    }

    /** @throws Refused naming the file and line, or the setting, that is wrong */
    static ConfigFile read(Optional<Path> file, Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>();
        file.ifPresent(path -> flatten("", parse(path), path, values));
        for (String name : KNOWN) {
            String value = environment.get(variable(name));
            if (value != null) {
                values.put(name, value);
            }
        }
        return new ConfigFile(file.map(Path::toString).orElse("the configuration"), values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** @throws Refused naming the setting when it is missing */
    String demand(String name, String what) {
        return get(name)
                .orElseThrow(() -> Refused.environment("The setting %s is missing in %s; set it, or %s, to %s."
                        .formatted(name, source, variable(name), what)));
    }

    Optional<Integer> port(String name) {
        return get(name).map(text -> {
            if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
                throw Refused.usage("The setting %s is \"%s\"; it must be a port, 1 to 65535.".formatted(name, text));
            }
            return Integer.valueOf(text);
        });
    }

    Optional<Integer> number(String name, int least, int most) {
        return get(name).map(text -> {
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw Refused.usage("The setting %s is \"%s\"; it must be a whole number from %d to %d."
                        .formatted(name, text, least, most));
            }
            return Integer.valueOf(text);
        });
    }

    List<String> list(String name) {
        return get(name).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    boolean on(String name) {
        return get(name)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default ->
                        throw Refused.usage(
                                "The setting %s is \"%s\"; it must be true or false.".formatted(name, text));
                })
                .orElse(false);
    }

    static String variable(String name) {
        return "HOCTAP_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static JsonNode parse(Path file) {
        if (!Files.isReadable(file)) {
            throw Refused.usage("The configuration file " + file + " cannot be read; correct --config.");
        }
        try {
            return new YAMLMapper()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(file.toFile());
        } catch (JsonProcessingException wrong) {
            int line = wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr();
            String what = wrong.getOriginalMessage().lines().findFirst().orElse("");
            throw Refused.usage("%s:%d is no YAML: %s".formatted(file, line, what));
        } catch (IOException unreadable) {
            throw Refused.usage(
                    "The configuration file %s cannot be read: %s".formatted(file, unreadable.getMessage()));
        }
    }

    private static void flatten(String prefix, JsonNode node, Path file, Map<String, String> values) {
        node.properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (name.equals(MASTER_KEY)) {
                throw Refused.usage(
                        "%s holds the setting %s, which must not stand in a file that others read; name a file of"
                                        .formatted(file, name)
                                + " its own with " + KeyPlace.SETTING + ", or set " + variable(name) + ".");
            }
            if (KNOWN.contains(name)) {
                values.put(name, text(value));
            } else if (KNOWN.stream().anyMatch(known -> known.startsWith(name + "."))) {
                flatten(name + ".", value, file, values);
            } else {
                throw Refused.usage("%s has an unknown setting %s%s".formatted(file, name, suggestion(name)));
            }
        });
    }

    private static String suggestion(String name) {
        return Suggestions.nearest(name, KNOWN)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; take it out.");
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return String.join(",", value.valueStream().map(JsonNode::asText).toList());
        }
        return value.isNull() ? "" : value.asText();
    }
}
