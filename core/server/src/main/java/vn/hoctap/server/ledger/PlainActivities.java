package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.ledger.PlainValues.Doubt;

/**
 * The activities of one request, read in a single pass over its bytes, which also writes the content of each as it is stored
 * and hashed. Nearly all requests are read in this way. It only ever says yes: whatever is not beyond doubt valid is left to
 * the tree, the schema and {@link ActivityBody}, which decide and find the words.
 *
 * @param array whether they came in an array
 */
record PlainActivities(boolean array, List<PlainActivity> all) {
    private static final int MAX_ITEMS = 1_000;
    /** Between one content and the next. */
    private static final SerializableString NOTHING = new SerializedString("");

    /** Empty: not plain, somebody else must look. */
    static Optional<PlainActivities> read(byte[] body) {
        try (JsonParser in = Json.parser(body);
                ByteArrayBuilder text = new ByteArrayBuilder();
                JsonGenerator out = Json.mapper().createGenerator(text)) {
            out.setRootValueSeparator(NOTHING);
            PlainActivities read = new Pass(in, out, text).all();
            PlainValues.demand(in.nextToken() == null);
            return Optional.of(read);
        } catch (IOException | NumberFormatException | Doubt unsure) {
            return Optional.empty();
        }
    }

    /** Whom they concern, in order. */
    List<String> subjects() {
        List<String> subjects = new ArrayList<>(all.size());
        for (PlainActivity activity : all) {
            subjects.add(activity.subject());
        }
        return subjects;
    }

    /** As {@link Faults#pointer}. */
    String pointer(int index, String member) {
        return array ? "/" + index + member : member;
    }

    /** @param text what {@code out} writes to; empty between activities */
    private record Pass(JsonParser in, JsonGenerator out, ByteArrayBuilder text) {

        PlainActivities all() throws IOException, Doubt {
            boolean array = in.nextToken() == JsonToken.START_ARRAY;
            List<PlainActivity> all = new ArrayList<>();
            if (array) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    all.add(one());
                    PlainValues.demand(all.size() <= MAX_ITEMS);
                }
                PlainValues.demand(!all.isEmpty());
            } else {
                all.add(one());
            }
            return new PlainActivities(array, all);
        }

        private PlainActivity one() throws IOException, Doubt {
            ActivityDraft draft = ActivityDraft.read(in);
            draft.write(out);
            out.flush();
            byte[] content = text.toByteArray();
            text.reset();
            return draft.activity(content);
        }
    }
}
