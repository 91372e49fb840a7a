package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.ledger.PlainValues.Doubt;

/** The evidence of an activity, as sent, when all of it is kept elsewhere; ours is for {@link Proofs}. */
record PlainEvidence(List<Item> all) {
    private static final int MAX = 20;

    record Item(@Nullable String name, @Nullable String url) {}

    static PlainEvidence read(JsonParser in) throws IOException, Doubt {
        PlainValues.demand(in.currentToken() == JsonToken.START_ARRAY);
        List<Item> all = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            all.add(item(in));
            PlainValues.demand(all.size() <= MAX);
        }
        return new PlainEvidence(all);
    }

    private static Item item(JsonParser in) throws IOException, Doubt {
        PlainValues.demand(in.currentToken() == JsonToken.START_OBJECT);
        String name = null;
        String url = null;
        for (String member = in.nextFieldName(); member != null; member = in.nextFieldName()) {
            in.nextToken();
            switch (member) {
                case "name" -> {
                    PlainValues.demand(name == null);
                    name = PlainValues.text(in, 500);
                }
                case "url" -> {
                    PlainValues.demand(url == null);
                    url = PlainValues.text(in, 2_000);
                    PlainValues.demand(isElsewhere(url));
                }
                default -> throw new Doubt();
            }
        }
        return new Item(name, url);
    }

    private static boolean isElsewhere(String url) {
        return (url.startsWith("https://") || url.startsWith("http://"))
                && !url.toLowerCase(Locale.ROOT).contains("/evidence/");
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Item item : all) {
            out.writeStartObject();
            if (item.name() != null) {
                out.writeStringField("name", item.name());
            }
            if (item.url() != null) {
                out.writeStringField("url", item.url());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
