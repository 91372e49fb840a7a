package vn.hoctap.server.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;

/** The faults of a request that carries one item or an array of them, each with the pointer to where it is. */
public final class Faults {
    private static final int MAX = 100;

    private final boolean array;
    private final List<PointerError> errors = new ArrayList<>();

    public Faults(JsonNode body) {
        this.array = body.isArray();
    }

    /** The items of the body in order. */
    public static List<JsonNode> items(JsonNode body) {
        if (!body.isArray()) {
            return List.of(body);
        }
        List<JsonNode> items = new ArrayList<>(body.size());
        for (Iterator<JsonNode> elements = body.elements(); elements.hasNext(); ) {
            items.add(elements.next());
        }
        return items;
    }

    /** @param member for instance {@code /endedAt} */
    public String pointer(int index, String member) {
        return array ? "/" + index + member : member;
    }

    public void add(int index, String member, String detail) {
        if (errors.size() < MAX) {
            errors.add(new PointerError(pointer(index, member), detail));
        }
    }

    /** @throws Problem 400 with all of them, when there are any */
    public void refuse() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** A member that is there and is not null. */
    public static Optional<JsonNode> member(JsonNode item, String name) {
        return Optional.ofNullable(item.get(name)).filter(value -> !value.isNull());
    }

    /** A text that says something. */
    public static Optional<String> text(JsonNode item, String name) {
        return member(item, name).map(JsonNode::asText).filter(text -> !text.isBlank());
    }
}
