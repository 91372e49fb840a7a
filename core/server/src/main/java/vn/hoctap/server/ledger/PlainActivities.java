package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Empty: not plain, somebody else must look. */
    static Optional<PlainActivities> read(byte[] body) {
        try (JsonParser in = Json.parser(body);
                ByteArrayBuilder text = new ByteArrayBuilder(body.length + 64);
                JsonGenerator out = Json.mapper().createGenerator(text)) {
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

    /** An activity whose content is still among the others'. */
    private record Found(ActivityDraft draft, int from, int to) {}

    private record Pass(JsonParser in, JsonGenerator out, ByteArrayBuilder text) {

        PlainActivities all() throws IOException, Doubt {
            boolean array = in.nextToken() == JsonToken.START_ARRAY;
            List<Found> found = new ArrayList<>();
            if (array) {
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    found.add(one());
                    PlainValues.demand(found.size() <= MAX_ITEMS);
                }
                out.writeEndArray();
                PlainValues.demand(!found.isEmpty());
            } else {
                found.add(one());
            }
            out.flush();
            byte[] written = text.toByteArray();
            List<PlainActivity> all = new ArrayList<>(found.size());
            for (Found each : found) {
                all.add(each.draft().activity(Arrays.copyOfRange(written, each.from(), each.to())));
            }
            return new PlainActivities(array, all);
        }

        private Found one() throws IOException, Doubt {
            ActivityDraft draft = ActivityDraft.read(in);
            int before = written();
            draft.write(out);
            // Within an array all but the first follow a comma.
            return new Found(draft, before > 1 ? before + 1 : before, written());
        }

        private int written() {
            return text.size() + out.getOutputBuffered();
        }
    }
}
