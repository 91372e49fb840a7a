package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Result;
import vn.hoctap.api.Rational;
import vn.hoctap.server.ledger.PlainValues.Doubt;

/**
 * How an activity ended, as sent.
 *
 * @param members a bit for each member that is there, be it null
 */
record PlainResult(
        int members, @Nullable Boolean passed, @Nullable BigDecimal scaled) {
    private static final int PASSED = 1;
    private static final int SCALED = 2;

    static PlainResult read(JsonParser in) throws IOException, Doubt {
        PlainValues.demand(in.currentToken() == JsonToken.START_OBJECT);
        int members = 0;
        Boolean passed = null;
        BigDecimal scaled = null;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            int member = name.equals("passed") ? PASSED : name.equals("scaled") ? SCALED : 0;
            PlainValues.demand(member != 0 && (members & member) == 0);
            members |= member;
            JsonToken token = in.nextToken();
            if (token != JsonToken.VALUE_NULL && member == SCALED) {
                scaled = PlainValues.share(in);
            } else if (token != JsonToken.VALUE_NULL) {
                PlainValues.demand(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE);
                passed = token == JsonToken.VALUE_TRUE;
            }
        }
        return new PlainResult(members, passed, scaled);
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        if ((members & PASSED) != 0) {
            out.writeFieldName("passed");
            if (passed == null) {
                out.writeNull();
            } else {
                out.writeBoolean(passed);
            }
        }
        if ((members & SCALED) != 0) {
            out.writeFieldName("scaled");
            if (scaled == null) {
                out.writeNull();
            } else {
                PlainValues.write(out, scaled);
            }
        }
        out.writeEndObject();
    }

    @Nullable
    Result result() {
        return passed == null && scaled == null
                ? null
                : new Result(scaled == null ? null : Rational.of(scaled), passed);
    }
}
