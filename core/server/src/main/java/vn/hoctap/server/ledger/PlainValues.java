package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import vn.hoctap.server.http.StrictJson;

/** Reads single values, each of a form that is beyond doubt as described and storable; gives up at every other one. */
final class PlainValues {
    private static final int MAX_DIGITS = 99;
    private static final BigDecimal MAX_HOURS = BigDecimal.valueOf(10_000);
    private static final BigDecimal MINUS_ONE = BigDecimal.ONE.negate();

    /** Not plain; someone else must look. */
    static final class Doubt extends Exception {
        private static final long serialVersionUID = 1;

        Doubt() {
            super(null, null, false, false);
        }
    }

    private PlainValues() {}

    static void demand(boolean plain) throws Doubt {
        if (!plain) {
            throw new Doubt();
        }
    }

    /** @param max in UTF-16 units: never more characters than that */
    static String text(JsonParser in, int max) throws IOException, Doubt {
        demand(in.currentToken() == JsonToken.VALUE_STRING);
        String text = in.getText();
        demand(text.length() <= max);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            demand(c != 0);
            if (Character.isSurrogate(c)) {
                demand(Character.isHighSurrogate(c) && ++i < text.length() && Character.isLowSurrogate(text.charAt(i)));
            }
        }
        return text;
    }

    static String id(JsonParser in) throws IOException, Doubt {
        String id = text(in, 200);
        demand(!id.isEmpty());
        for (int i = 0; i < id.length(); i++) {
            demand(id.charAt(i) > 0x1f && id.charAt(i) != 0x7f);
        }
        return id;
    }

    /** Of printable ASCII without blanks, and without one other character. */
    static String word(JsonParser in, int except) throws IOException, Doubt {
        String word = text(in, 100);
        demand(!word.isEmpty());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            demand(c > ' ' && c < 0x7f && c != except);
        }
        return word;
    }

    static BigDecimal hours(JsonParser in) throws IOException, Doubt {
        BigDecimal hours = number(in);
        demand(hours.signum() >= 0 && hours.compareTo(MAX_HOURS) <= 0);
        return hours;
    }

    /** From -1 to 1. */
    static BigDecimal share(JsonParser in) throws IOException, Doubt {
        BigDecimal share = number(in);
        demand(share.compareTo(MINUS_ONE) >= 0 && share.compareTo(BigDecimal.ONE) <= 0);
        return share;
    }

    static int level(JsonParser in) throws IOException, Doubt {
        demand(in.currentToken() == JsonToken.VALUE_NUMBER_INT && in.getNumberType() == JsonParser.NumberType.INT);
        int level = in.getIntValue();
        demand(level >= 0 && level <= 100);
        return level;
    }

    private static BigDecimal number(JsonParser in) throws IOException, Doubt {
        demand(in.currentToken() == JsonToken.VALUE_NUMBER_INT || in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT);
        BigDecimal number = in.getDecimalValue();
        demand(Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS);
        return number;
    }

    /** As {@link StrictJson#canonical} writes it. */
    static void write(JsonGenerator out, BigDecimal number) throws IOException {
        out.writeNumber(StrictJson.plain(number));
    }
}
