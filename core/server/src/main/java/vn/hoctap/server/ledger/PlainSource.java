package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.ledger.PlainValues.Doubt;

/**
 * Where a caller has an activity from, as sent.
 *
 * @param members a bit for each member that is there, be it null
 */
record PlainSource(
        int members, @Nullable String kind, @Nullable String ref) {
    private static final int KIND = 1;
    private static final int REF = 2;
    private static final int MAX_KIND = 20;
    private static final int MAX_REF = 500;

    static PlainSource read(JsonParser in) throws IOException, Doubt {
        PlainValues.demand(in.currentToken() == JsonToken.START_OBJECT);
        int members = 0;
        String kind = null;
        String ref = null;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            int member = name.equals("ref") ? REF : name.equals("kind") ? KIND : 0;
            PlainValues.demand(member != 0 && (members & member) == 0);
            members |= member;
            if (in.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (member == REF) {
                ref = PlainValues.text(in, MAX_REF);
            } else {
                kind = PlainValues.text(in, MAX_KIND);
            }
        }
        return new PlainSource(members, kind, ref);
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        if ((members & KIND) != 0) {
            out.writeFieldName("kind");
            out.writeString(kind);
        }
        if ((members & REF) != 0) {
            out.writeFieldName("ref");
            out.writeString(ref);
        }
        out.writeEndObject();
    }
}
