package vn.hoctap.engine.criteria;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the YAML of one file into {@link Part}s. Only plain data comes out, whatever tags the file carries, and what a
 * file can cost is bounded before anything else looks at it.
 */
final class YamlText {
    static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 50;

    /** Counted after aliases are followed, which is what makes a small file large. */
    private static final int MAX_PARTS = 50_000;

    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE, Tag.MAP, Tag.SEQ);

    private final Faults faults;
    private int parts;

    private YamlText(Faults faults) {
        this.faults = faults;
    }

    /** Empty when the file holds no mapping; then a fault says why. */
    static Optional<Part.Mapping> read(CriteriaSource source, Faults faults) {
        if (source.yaml().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            faults.add(1, "", "The file is larger than 1 MB.", "Split it into several criteria sets.");
            return Optional.empty();
        }
        try {
            return new YamlText(faults).document(new Yaml(options()).compose(new StringReader(source.yaml())));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            faults.add(line, "", "The file is no valid YAML: " + broken.getProblem() + ".", remedy(broken));
        } catch (YAMLException | TooLarge refused) {
            String message =
                    String.valueOf(refused.getMessage()).lines().findFirst().orElse("it cannot be read");
            faults.add(1, "", "The file is refused: " + message + ".", "Write it as plain, moderately nested YAML.");
        }
        return Optional.empty();
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge(String message) {
            super(message);
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setProcessComments(false);
        return options;
    }

    private static String remedy(MarkedYAMLException broken) {
        String problem = String.valueOf(broken.getProblem());
        if (problem.contains("\\t")) {
            return "Indent with spaces, not with tabs.";
        }
        if (problem.contains("but found another document")) {
            return "Write one criteria set in each file.";
        }
        return "Check indentation, brackets and quotes near this line; a text with “: ” or “#” in it needs quotes.";
    }

    private Optional<Part.Mapping> document(@Nullable Node root) {
        if (root != null && part(root, "", line(root), 1) instanceof Part.Mapping mapping) {
            return Optional.of(mapping);
        }
        faults.add(1, "", "The file holds no criteria set.", "Begin with “id:” and the other keys of a set.");
        return Optional.empty();
    }

    private Part part(Node node, String pointer, int line, int depth) {
        if (++parts > MAX_PARTS) {
            throw new TooLarge("it has more than " + MAX_PARTS + " parts");
        }
        if (depth > MAX_DEPTH) {
            throw new TooLarge("it is nested more than " + MAX_DEPTH + " deep");
        }
        Part part = switch (node) {
            case MappingNode mapping -> mapping(mapping, new Origin(pointer, line, Origin.Style.FLOW), depth);
            case SequenceNode list -> sequence(list, new Origin(pointer, line, Origin.Style.FLOW), depth);
            case ScalarNode scalar -> scalar(scalar, pointer);
            default -> throw new TooLarge("it has a " + node.getNodeId());
        };
        if (!PLAIN_TAGS.contains(node.getTag())) {
            faults.add(part, "The tag " + node.getTag() + " is not allowed.", "Write plain data without tags.");
        }
        return part;
    }

    private Part mapping(MappingNode mapping, Origin origin, int depth) {
        Map<String, Part> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(line(tuple.getKeyNode()), origin.pointer(), "A key is no text.", "Write a word as key.");
                continue;
            }
            String name = key.getValue().isEmpty() ? "~" : key.getValue();
            String pointer = Origin.child(origin.pointer(), name);
            Part value = part(tuple.getValueNode(), pointer, line(key), depth + 1);
            Part first = fields.putIfAbsent(name, value);
            if (first != null) {
                String remedy = "Keep one of them; the first is on line "
                        + first.origin().line() + ".";
                faults.add(line(key), pointer, "The key “" + name + "” stands twice.", remedy);
            }
        }
        return new Part.Mapping(origin, fields);
    }

    private Part sequence(SequenceNode list, Origin origin, int depth) {
        List<Part> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(part(item, origin.pointer() + "/" + items.size(), line(item), depth + 1));
        }
        return new Part.Sequence(origin, items);
    }

    private Part scalar(ScalarNode scalar, String pointer) {
        boolean block = scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED;
        Origin origin = new Origin(pointer, line(scalar), block ? Origin.Style.BLOCK : Origin.Style.FLOW);
        // SnakeYAML takes a very long number for a text; asked for as a text, a short one stays one.
        boolean text = scalar.getTag().equals(Tag.STR) && scalar.getValue().length() <= Scalars.MAX_DIGITS;
        if (!scalar.isPlain() || text) {
            return new Part.Scalar(origin, scalar.getValue());
        }
        try {
            return new Part.Scalar(origin, Scalars.plain(scalar.getValue()));
        } catch (ArithmeticException tooLong) {
            Part one = new Part.Scalar(origin, BigDecimal.ONE);
            faults.add(one, "The number has more than " + Scalars.MAX_DIGITS + " digits.", "Write a shorter number.");
            return one;
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
