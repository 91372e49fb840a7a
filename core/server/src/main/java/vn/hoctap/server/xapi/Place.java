package vn.hoctap.server.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.hoctap.server.http.Problem.PointerError;

/** A value inside a statement, where it stands, and the list that gets what is wrong with it. */
record Place(JsonNode value, String pointer, List<PointerError> faults) {
    private static final int MAX_DIGITS = 100;
    private static final Pattern IRI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+");
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    Optional<Place> find(String name) {
        JsonNode child = value.get(name);
        return child == null ? Optional.empty() : Optional.of(child(name, child));
    }

    /** Missing is a fault. */
    Optional<Place> require(String name) {
        Optional<Place> found = find(name);
        if (found.isEmpty()) {
            fault("'" + name + "' is missing.");
        }
        return found;
    }

    Place item(int index) {
        return child(Integer.toString(index), value.path(index));
    }

    private Place child(String name, JsonNode child) {
        return new Place(child, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), faults);
    }

    void fault(String detail) {
        if (faults.size() < XapiLimits.FAULTS) {
            faults.add(new PointerError(pointer, detail));
        }
    }

    boolean object() {
        return check(value.isObject(), "An object is wanted here.");
    }

    boolean array() {
        return check(value.isArray(), "An array is wanted here.");
    }

    boolean text() {
        return check(value.isTextual(), "A text is wanted here.");
    }

    void bool() {
        check(value.isBoolean(), "true or false is wanted here.");
    }

    boolean iri() {
        return check(
                value.isTextual()
                        && value.textValue().length() <= XapiLimits.KEY_LENGTH
                        && IRI.matcher(value.textValue()).matches(),
                "An absolute IRI of up to " + XapiLimits.KEY_LENGTH + " characters is wanted here.");
    }

    boolean uuid() {
        return check(
                value.isTextual() && UUID.matcher(value.textValue()).matches(),
                "A UUID is wanted here, like 6690e6c9-3ef0-4ed3-8b37-7f3964730bee.");
    }

    /** Empty also for a number that is too long, which {@link #plain} tells. */
    Optional<BigDecimal> number() {
        return check(value.isNumber(), "A number is wanted here.") && handy()
                ? Optional.of(value.decimalValue())
                : Optional.empty();
    }

    /** A short text like 1e999999999 is a number that no memory holds. */
    private boolean handy() {
        BigDecimal number = value.decimalValue();
        return Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS;
    }

    /** Nothing but these names. */
    void only(Set<String> names) {
        value.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                child(name, value.path(name)).fault("The specification knows no '" + name + "' here.");
            }
        });
    }

    void languageMap() {
        if (object()) {
            value.fieldNames().forEachRemaining(language -> {
                Place text = child(language, value.path(language));
                text.check(LANGUAGE.matcher(language).matches(), "The key is no language tag.");
                text.text();
            });
        }
    }

    void extensions() {
        if (object()) {
            value.fieldNames()
                    .forEachRemaining(key -> child(key, value.path(key))
                            .check(IRI.matcher(key).matches(), "The key of an extension is an absolute IRI."));
        }
    }

    /** {@code null} means nothing in a statement, except inside extensions; U+0000 and endless numbers cannot be kept. */
    void plain() {
        plain(false);
    }

    private void plain(boolean extension) {
        switch (value.getNodeType()) {
            case NULL -> check(extension, "null is not allowed here; leave the property out.");
            case STRING -> storable(value.textValue());
            case NUMBER -> check(handy(), "A number has up to " + MAX_DIGITS + " digits.");
            case ARRAY -> {
                for (int i = 0; i < value.size(); i++) {
                    item(i).plain(extension);
                }
            }
            default ->
                value.fieldNames().forEachRemaining(name -> {
                    Place child = child(name, value.path(name));
                    child.storable(name);
                    child.plain(extension || name.equals("extensions"));
                });
        }
    }

    /** JSON can write half a character, and nobody can store that. */
    private void storable(String text) {
        check(
                text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text),
                "The character U+0000 and halves of characters are not allowed.");
    }

    private boolean check(boolean sound, String detail) {
        if (!sound) {
            fault(detail);
        }
        return sound;
    }
}
