package vn.hoctap.plugins.kynangso;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A part of a YAML file. Every accessor throws when the part has another form, naming the file and the line. */
record Yaml(String file, Node node) {

    static Yaml read(String file, Reader text) {
        return new Yaml(file, new org.yaml.snakeyaml.Yaml().compose(text));
    }

    /** In the order in which they are written. */
    Map<String, Yaml> fields() {
        Map<String, Yaml> fields = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("keys with values are wanted");
        }
        for (NodeTuple field : mapping.getValue()) {
            fields.put(new Yaml(file, field.getKeyNode()).text(), new Yaml(file, field.getValueNode()));
        }
        return fields;
    }

    Yaml at(String key) {
        Yaml found = fields().get(key);
        if (found == null) {
            throw wrong("“" + key + "” is missing");
        }
        return found;
    }

    List<Yaml> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("a list is wanted");
        }
        return sequence.getValue().stream().map(item -> new Yaml(file, item)).toList();
    }

    List<String> texts() {
        return items().stream().map(Yaml::text).toList();
    }

    String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw wrong("a text is wanted");
        }
        return scalar.getValue();
    }

    int number() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException other) {
            throw wrong("a whole number is wanted");
        }
    }

    IllegalStateException wrong(String why) {
        int line = node.getStartMark().getLine() + 1;
        return new IllegalStateException(file + " line " + line + ": " + why);
    }
}
