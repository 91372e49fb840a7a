package vn.hoctap.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.hoctap.server.http.Problem.PointerError;

/** Reads the fields of a JSON object and gathers what is wrong with them, so that all faults are told at once. */
public final class Fields {
    /** Ids are the callers' own; with these characters they are safe in addresses and paths. */
    private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    private final JsonNode object;
    private final List<PointerError> faults = new ArrayList<>();

    public Fields(JsonNode object) {
        this.object = object;
        if (!object.isObject()) {
            fault("", "Send one JSON object.");
        }
    }

    /** The field is there, be it null. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** A missing node stands for what is absent or null. */
    public JsonNode get(String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    /** Text that says something, without blanks around it. */
    public Optional<String> text(String name, int max) {
        JsonNode value = get(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        String text = value.asText().strip();
        if (!value.isTextual() || text.isEmpty() || text.length() > max || text.indexOf('\0') >= 0) {
            fault("/" + name, name + " must be a text of 1 to " + max + " characters.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    public Optional<String> id(String name) {
        JsonNode value = get(name);
        return value.isMissingNode() ? Optional.empty() : id("/" + name, value);
    }

    /** An array of ids, each once, in the order given. */
    public Set<String> ids(String name) {
        JsonNode value = get(name);
        if (!value.isMissingNode() && !value.isArray()) {
            fault("/" + name, name + " must be an array of ids.");
        }
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < value.size(); i++) {
            id("/" + name + "/" + i, value.path(i)).ifPresent(ids::add);
        }
        return ids;
    }

    /** A day as {@code yyyy-mm-dd}. */
    public Optional<LocalDate> date(String name) {
        JsonNode value = get(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value.asText()));
        } catch (DateTimeParseException noDate) {
            fault("/" + name, name + " must be a day written yyyy-mm-dd.");
            return Optional.empty();
        }
    }

    public void fault(String pointer, String detail) {
        faults.add(new PointerError(pointer, detail));
    }

    /** @throws Problem 400 with all faults, when there are any */
    public void check() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private Optional<String> id(String pointer, JsonNode value) {
        if (value.isTextual() && ID.matcher(value.textValue()).matches()) {
            return Optional.of(value.textValue());
        }
        fault(pointer, "An id has 1 to 200 characters and no control characters.");
        return Optional.empty();
    }
}
