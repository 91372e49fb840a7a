package vn.hoctap.engine.example;

import java.io.StringReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.expression.Suggestions;

/** A part of a file of examples, with the line on which it stands. What has another form than asked for is a fault. */
final class Written {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_DEPTH = 20;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private final Node node;
    private final String path;
    private final Mistakes mistakes;

    private Written(Node node, String path, Mistakes mistakes) {
        this.node = node;
        this.path = path;
        this.mistakes = mistakes;
    }

    /** Empty when the file is no YAML or empty; then the mistakes get one more. */
    static Optional<Written> read(CriteriaSource source, Mistakes mistakes) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(options).compose(new StringReader(source.yaml()));
            if (root != null) {
                return Optional.of(new Written(root, "", mistakes));
            }
            mistakes.add(1, "", "The file is empty.", "Begin with “set:”, “year:” and “facts:”.");
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            mistakes.add(
                    line,
                    "",
                    "The file is no valid YAML: " + broken.getProblem() + ".",
                    "Check indentation, brackets and quotes near this line; a text with “: ” or “#” needs quotes.");
        } catch (YAMLException refused) {
            mistakes.add(1, "", "The file cannot be read: " + refused.getMessage() + ".", "Write it as plain YAML.");
        }
        return Optional.empty();
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** Whether the author wrote {@code ~} or nothing, which takes away what the year has. */
    boolean isNothing() {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && Set.of("", "~", "null").contains(scalar.getValue());
    }

    void fault(String message, String remedy) {
        mistakes.add(line(), path, message, remedy);
    }

    /** The keys in order; whatever is not among the known ones is a fault. */
    Map<String, Written> keys(Set<String> known) {
        Map<String, Written> keys = keys();
        keys.forEach((key, value) -> value.knownAs(key, "key", known));
        return keys;
    }

    /** A fault when the word is not among the known ones. */
    boolean knownAs(String word, String what, Set<String> known) {
        if (known.contains(word)) {
            return true;
        }
        fault(
                "The " + what + " “" + word + "” is unknown here.",
                Suggestions.nearest(word, known)
                        .map(near -> "Did you mean “" + near + "”?")
                        .orElse("Known are "
                                + String.join(", ", known.stream().sorted().toList()) + "."));
        return false;
    }

    Map<String, Written> keys() {
        Map<String, Written> keys = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                Written value = new Written(tuple.getValueNode(), path + "/" + key, mistakes);
                if (keys.putIfAbsent(key, value) != null) {
                    value.fault("The key “" + key + "” stands twice.", "Keep one of them.");
                }
            }
        } else if (!isNothing()) {
            fault("A group of keys is wanted here.", "Write key: value, for example {tinh-toan: 8}.");
        }
        return keys;
    }

    List<Written> items() {
        List<Written> items = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                items.add(new Written(item, path + "/" + items.size(), mistakes));
            }
        } else if (!isNothing()) {
            fault("A list is wanted here.", "Write [one, another], or a line that begins with “- ” for each.");
        }
        return items;
    }

    Optional<String> text() {
        if (node instanceof ScalarNode scalar && !isNothing()) {
            return Optional.of(scalar.getValue());
        }
        fault("A word or a text is wanted here.", "Write one.");
        return Optional.empty();
    }

    Optional<Rational> number() {
        return text().flatMap(text -> {
            if (NUMBER.matcher(text).matches()) {
                return Optional.of(Rational.of(text));
            }
            fault("“" + text + "” is no number.", "Write digits with a point for decimals, for example 7.5.");
            return Optional.empty();
        });
    }

    Optional<Boolean> flag() {
        return text().flatMap(text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> {
                fault("“" + text + "” is neither true nor false.", "Write true or false.");
                yield Optional.empty();
            }
        });
    }

    Optional<LocalDate> day() {
        return text().flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException wrong) {
                fault("“" + text + "” is no day.", "Write year-month-day, for example 2026-03-15.");
                return Optional.empty();
            }
        });
    }

    /** One of the words, which are written in small letters with hyphens, or as the constant's name. */
    <E extends Enum<E>> Optional<E> choice(Map<String, E> choices) {
        return text().filter(word -> knownAs(word, "word", choices.keySet()))
                .flatMap(word -> Optional.ofNullable(choices.get(word)));
    }
}
