package vn.hoctap.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;

/** Reads JSON from outside; whatever is not exactly one JSON value in UTF-8 is a bad request. */
public final class StrictJson {
    private static final int MAX_DIGITS = 100;

    private StrictJson() {}

    /** @throws Problem 400 */
    public static JsonNode parse(byte[] text) {
        try {
            JsonNode value = Json.mapper().readTree(text);
            if (value == null || value.isMissingNode()) {
                throw Problem.badRequest("The body is empty; send JSON.");
            }
            refuseUnstorable(value);
            return value;
        } catch (JsonProcessingException malformed) {
            throw Problem.badRequest("The body is not JSON%s: %s".formatted(place(malformed), sentence(malformed)));
        } catch (NumberFormatException exponent) {
            throw tooLong();
        } catch (IOException malformed) {
            throw Problem.badRequest("The body is not JSON in UTF-8.");
        }
    }

    /**
     * The one text for a content, however it was written: members in the order of their names, numbers without exponent
     * and trailing zeros.
     *
     * @param without members of the value itself that do not belong to its content
     */
    public static byte[] canonical(JsonNode value, Set<String> without) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.mapper().createGenerator(text)) {
            write(value, without, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toByteArray();
    }

    private static void write(JsonNode value, Set<String> without, JsonGenerator out) throws IOException {
        switch (value) {
            case ObjectNode object -> {
                out.writeStartObject();
                for (String name : names(object)) {
                    if (!without.contains(name)) {
                        out.writeFieldName(name);
                        write(object.get(name), Set.of(), out);
                    }
                }
                out.writeEndObject();
            }
            case ArrayNode array -> {
                out.writeStartArray();
                for (JsonNode element : array) {
                    write(element, Set.of(), out);
                }
                out.writeEndArray();
            }
            default -> {
                if (value.isNumber()) {
                    out.writeNumber(plain(value.decimalValue()));
                } else {
                    out.writeTree(value);
                }
            }
        }
    }

    private static String[] names(ObjectNode object) {
        String[] names = new String[object.size()];
        int count = 0;
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            names[count++] = each.next();
        }
        Arrays.sort(names);
        return names;
    }

    /** The number as a content has it. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /**
     * Refuses what no column can hold, in JSON that was made from something else.
     *
     * @throws Problem 400
     */
    public static void demandStorable(JsonNode value) {
        refuseUnstorable(value);
    }

    /** No column can hold U+0000, and a number like 1e999999999 would occupy the machine instead of failing. */
    private static void refuseUnstorable(JsonNode value) {
        if (value.isTextual()) {
            refuseUnstorable("A text", value.textValue());
        }
        if (value.isNumber() && tooLong(value.decimalValue())) {
            throw tooLong();
        }
        value.fieldNames().forEachRemaining(name -> refuseUnstorable("A name", name));
        value.forEach(StrictJson::refuseUnstorable);
    }

    /** Half of a character would be stored as a question mark, and two texts that differ would be one. */
    private static void refuseUnstorable(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw Problem.badRequest(what + " holds the character U+0000; leave it out.");
        }
        if (text.codePoints().anyMatch(StrictJson::isHalf)) {
            throw Problem.badRequest(what + " holds half of a character (a lone surrogate); leave it out.");
        }
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean tooLong(BigDecimal number) {
        return Math.abs((long) number.scale()) >= MAX_DIGITS || number.precision() >= MAX_DIGITS;
    }

    private static Problem tooLong() {
        return Problem.badRequest("A number has more than " + MAX_DIGITS + " digits.");
    }

    private static String place(JsonProcessingException malformed) {
        return malformed.getLocation() == null
                ? ""
                : " at line %d, column %d"
                        .formatted(
                                malformed.getLocation().getLineNr(),
                                malformed.getLocation().getColumnNr());
    }

    private static String sentence(JsonProcessingException malformed) {
        String message = malformed.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
        // What follows is advice for those who configure the library.
        return message.split(": | \\(|\\.$", 2)[0] + ".";
    }
}
