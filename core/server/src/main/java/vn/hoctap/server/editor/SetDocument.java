package vn.hoctap.server.editor;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A criteria file as its author wrote it, which is changed in place: comments, the order and everything that nobody touches
 * stay as they were. Places are JSON pointers, as the faults of a file name them.
 */
final class SetDocument {
    private static final int MAX_DEPTH = 30;
    private static final int MAX_ALIASES = 50;
    private static final int WIDTH = 110;
    /** A group that begins with one of these fits into a line. */
    private static final Set<String> SMALL = Set.of("value", "vi", "en", "months", "group");

    private final MappingNode root;

    private SetDocument(MappingNode root) {
        this.root = root;
    }

    /** Empty when the text is no YAML or holds no keys. */
    static Optional<SetDocument> read(String yaml) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setProcessComments(true);
            options.setCodePointLimit(EditorLimits.CRITERIA);
            options.setNestingDepthLimit(MAX_DEPTH);
            options.setMaxAliasesForCollections(MAX_ALIASES);
            Node root = new Yaml(options).compose(new StringReader(yaml));
            unfold(root, Collections.newSetFromMap(new IdentityHashMap<>()));
            return root instanceof MappingNode mapping ? Optional.of(new SetDocument(mapping)) : Optional.empty();
        } catch (YAMLException broken) {
            return Optional.empty();
        }
    }

    /** An item within braces and under a remark would be written at the beginning of the line, where nobody can read it again. */
    private static void unfold(@Nullable Node node, Set<Node> seen) {
        if (!(node instanceof CollectionNode<?> collection) || !seen.add(node)) {
            return;
        }
        for (Object child : collection.getValue()) {
            if (child instanceof CollectionNode<?> item && hasRemark(item)) {
                item.setFlowStyle(DumperOptions.FlowStyle.BLOCK);
            }
            unfold(child instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) child, seen);
        }
    }

    private static boolean hasRemark(Node node) {
        return node.getBlockComments() != null && !node.getBlockComments().isEmpty();
    }

    String write() {
        DumperOptions options = new DumperOptions();
        options.setProcessComments(true);
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        StringWriter text = new StringWriter();
        try {
            new Yaml(options).serialize(root, text);
            text.flush();
        } catch (RuntimeException failure) {
            throw new UncheckedIOException(new IOException(failure));
        }
        return text.toString();
    }

    private Optional<Node> at(String pointer) {
        Node node = root;
        for (String step : steps(pointer)) {
            @Nullable Node next = child(node, step);
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    private static List<String> steps(String pointer) {
        return pointer.isEmpty()
                ? List.of()
                : List.of(pointer.substring(1).split("/", -1)).stream()
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList();
    }

    private static @Nullable Node child(Node node, String step) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .filter(tuple -> key(tuple).equals(step))
                    .map(NodeTuple::getValueNode)
                    .findFirst()
                    .orElse(null);
        }
        if (node instanceof SequenceNode list && step.matches("[0-9]{1,4}")) {
            int index = Integer.parseInt(step);
            return index < list.getValue().size() ? list.getValue().get(index) : null;
        }
        return null;
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    boolean has(String pointer) {
        return at(pointer).isPresent();
    }

    /** What is written there; empty where there is nothing, or no single value. */
    String text(String pointer) {
        return at(pointer)
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast)
                .filter(scalar -> !scalar.getTag().equals(Tag.NULL))
                .map(ScalarNode::getValue)
                .orElse("");
    }

    /** How many items the list has. */
    int size(String pointer) {
        return at(pointer)
                .filter(SequenceNode.class::isInstance)
                .map(list -> ((SequenceNode) list).getValue().size())
                .orElse(0);
    }

    List<String> keys(String pointer) {
        return at(pointer)
                .filter(MappingNode.class::isInstance)
                .map(node -> ((MappingNode) node)
                        .getValue().stream().map(SetDocument::key).toList())
                .orElse(List.of());
    }

    /** Writes a text in place of what was there; what is missing above it comes to be. */
    void put(String pointer, String text) {
        set(pointer, scalar(Tag.STR, text));
    }

    /** Writes a number, a day or a truth value: what is the same with or without quotes to a reader of YAML, but not here. */
    void putPlain(String pointer, String value) {
        set(pointer, plain(value));
    }

    /** Writes what the YAML says, as one item in a line of its own or within braces as it is given. */
    void putYaml(String pointer, String yaml) {
        set(pointer, parsed(yaml));
    }

    /** At the end of the list, which comes to be. */
    void add(String list, String yaml) {
        if (at(list).filter(SequenceNode.class::isInstance).isEmpty()) {
            set(list, new SequenceNode(Tag.SEQ, new ArrayList<>(), DumperOptions.FlowStyle.BLOCK));
        }
        at(list).map(SequenceNode.class::cast).ifPresent(node -> {
            Node item = parsed(yaml);
            if (item instanceof MappingNode mapping
                    && mapping.getFlowStyle() == DumperOptions.FlowStyle.BLOCK
                    && node.getFlowStyle() == DumperOptions.FlowStyle.FLOW) {
                node.setFlowStyle(DumperOptions.FlowStyle.BLOCK);
            }
            node.getValue().add(item);
        });
    }

    /** A list or a group of keys that has nothing left goes too. */
    void remove(String pointer) {
        int cut = pointer.lastIndexOf('/');
        String above = pointer.substring(0, cut);
        String step = steps(pointer).getLast();
        at(above).ifPresent(node -> {
            if (node instanceof MappingNode mapping) {
                mapping.getValue().removeIf(tuple -> key(tuple).equals(step));
                clear(above, mapping.getValue());
            } else if (node instanceof SequenceNode list && child(list, step) != null) {
                list.getValue().remove(Integer.parseInt(step));
                clear(above, list.getValue());
            }
        });
    }

    private void clear(String pointer, List<?> left) {
        if (left.isEmpty() && !pointer.isEmpty()) {
            remove(pointer);
        }
    }

    private void set(String pointer, Node value) {
        int cut = pointer.lastIndexOf('/');
        String above = pointer.substring(0, cut);
        String step = steps(pointer).getLast();
        Node parent = at(above).orElse(null);
        if (parent == null || parent instanceof ScalarNode) {
            boolean small = SMALL.contains(step);
            parent = new MappingNode(
                    Tag.MAP, new ArrayList<>(), small ? DumperOptions.FlowStyle.FLOW : DumperOptions.FlowStyle.BLOCK);
            set(above, parent);
        }
        if (parent instanceof SequenceNode list) {
            if (child(list, step) != null) {
                list.getValue().set(Integer.parseInt(step), keeping(child(list, step), value));
            }
        } else if (parent instanceof MappingNode mapping) {
            set(mapping, step, value);
        }
    }

    private static void set(MappingNode mapping, String step, Node value) {
        List<NodeTuple> tuples = mapping.getValue();
        for (int i = 0; i < tuples.size(); i++) {
            if (key(tuples.get(i)).equals(step)) {
                Node before = tuples.get(i).getValueNode();
                tuples.set(i, new NodeTuple(tuples.get(i).getKeyNode(), keeping(before, value)));
                return;
            }
        }
        tuples.add(new NodeTuple(scalar(Tag.STR, step), value));
    }

    /** A remark behind what is replaced stays, and a text in quotes stays in such. */
    private static Node keeping(@Nullable Node before, Node value) {
        if (before instanceof ScalarNode old && value instanceof ScalarNode fresh) {
            boolean quoted = old.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED
                    || old.getScalarStyle() == DumperOptions.ScalarStyle.SINGLE_QUOTED;
            ScalarNode kept = new ScalarNode(
                    fresh.getTag(),
                    fresh.getValue(),
                    null,
                    null,
                    quoted && fresh.getTag().equals(Tag.STR) ? old.getScalarStyle() : fresh.getScalarStyle());
            kept.setInLineComments(old.getInLineComments());
            kept.setBlockComments(old.getBlockComments());
            return kept;
        }
        return value;
    }

    private static ScalarNode scalar(Tag tag, String text) {
        DumperOptions.ScalarStyle style =
                text.contains("\n") ? DumperOptions.ScalarStyle.LITERAL : DumperOptions.ScalarStyle.PLAIN;
        return new ScalarNode(tag, text, null, null, style);
    }

    /** What looks like none stays a text: then the check says what is wrong with it. */
    private static Node plain(String value) {
        return value.matches("-?[0-9]+(\\.[0-9]+)?|true|false|[0-9]{4}-[0-9]{2}-[0-9]{2}")
                ? parsed(value)
                : scalar(Tag.STR, value);
    }

    private static Node parsed(String yaml) {
        return new Yaml().compose(new StringReader(yaml));
    }
}
