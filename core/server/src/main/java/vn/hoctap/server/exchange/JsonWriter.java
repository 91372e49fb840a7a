package vn.hoctap.server.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;

/** {@code {"items": […]}}, each row an object of its columns. */
final class JsonWriter implements TableWriter {
    private final JsonGenerator out;
    private final List<String> columns;

    private JsonWriter(JsonGenerator out, List<String> columns) {
        this.out = out;
        this.columns = columns;
    }

    static JsonWriter open(OutputStream out, List<String> columns) throws IOException {
        JsonGenerator json = Json.mapper().getFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        return new JsonWriter(json, columns);
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            out.writeFieldName(columns.get(i));
            cell(values.get(i));
        }
        out.writeEndObject();
    }

    private void cell(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case BigDecimal number -> out.writeNumber(Numbers.plain(number));
            case Boolean truth -> out.writeBoolean(truth);
            case Instant moment -> out.writeString(CsvWriter.moment(moment));
            default -> out.writeString(value.toString());
        }
    }

    @Override
    public void close() throws IOException {
        out.writeEndArray();
        out.writeEndObject();
        out.close();
    }
}
