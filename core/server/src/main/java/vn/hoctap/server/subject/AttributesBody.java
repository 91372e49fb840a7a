package vn.hoctap.server.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Fields;

/** Reads {@code attributes} as they are sent. */
public final class AttributesBody {
    /** As expressions can write it after {@code subject.} */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private static final Set<String> RESERVED =
            Set.of("id", "kind", "group", "age", "residence", "orgUnit", "unitKind", "unitLevel");

    /** Not needed for any title, so never collected. */
    private static final Set<String> NEVER = Set.of("ethnicity", "religion", "dantoc", "tongiao");

    private final Fields fields;

    public AttributesBody(Fields fields) {
        this.fields = fields;
    }

    /** A null value ends the attribute. */
    public Map<String, @Nullable Object> read() {
        Map<String, @Nullable Object> values = new HashMap<>();
        JsonNode sent = fields.get("attributes");
        if (!sent.isMissingNode() && !sent.isObject()) {
            fields.fault("/attributes", "attributes must be an object of texts, numbers and booleans.");
        }
        for (Map.Entry<String, JsonNode> attribute : sent.properties()) {
            if (named(attribute.getKey())) {
                put(values, attribute.getKey(), attribute.getValue());
            }
        }
        return values;
    }

    private boolean named(String name) {
        String bare = SearchText.of(name).replace("_", "");
        if (NAME.matcher(name).matches() && !RESERVED.contains(name) && !NEVER.contains(bare)) {
            return true;
        }
        String pointer = "/attributes/" + name.replace("~", "~0").replace("/", "~1");
        String detail = RESERVED.contains(name)
                ? name + " is a field of its own, not an attribute."
                : NEVER.contains(bare)
                        ? name + " is not collected."
                        : "An attribute's name has 1 to 64 letters, digits and _, and begins with no digit.";
        fields.fault(pointer, detail);
        return false;
    }

    private void put(Map<String, @Nullable Object> values, String name, JsonNode sent) {
        Optional<Object> value = sent.isNull() ? Optional.empty() : AttributeValues.of(sent);
        if (value.isEmpty() && !sent.isNull()) {
            fields.fault(
                    "/attributes/" + name, "The value must be a text, a number, true or false, or null to end it.");
        } else {
            values.put(name, value.orElse(null));
        }
    }
}
