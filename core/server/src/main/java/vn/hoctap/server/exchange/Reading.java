package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.exchange.Staging.Read;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.http.Shape;
import vn.hoctap.server.http.StrictJson;

/** Reads a file from its beginning and makes of each row what the API would receive. Used by one thread. */
final class Reading {
    private final FileKind kind;
    private final ImportLimits limits;
    private final RowForm form;
    private final @Nullable Shape shape;
    private final RowIds ids = new RowIds();
    private final Notes notes;
    private int rows;

    /** Who takes what is read. */
    interface Rows {
        void begin(Line heading);

        /** @param soFar rows, with these */
        void take(List<Read> batch, int soFar);
    }

    /** @param shape of the body; null: whoever records it judges its form */
    Reading(FileKind kind, ImportLimits limits, RowForm form, @Nullable Shape shape, Notes notes) {
        this.kind = kind;
        this.limits = limits;
        this.form = form;
        this.shape = shape;
        this.notes = notes;
    }

    static Table open(InputStream file, Format format) throws IOException {
        return format == Format.XLSX ? XlsxTable.open(file) : CsvTable.open(file);
    }

    /**
     * @throws Unreadable when the file as a whole cannot be imported
     */
    void read(Table table, Format format, int batch, Rows sink) throws IOException {
        Line first = table.next();
        if (first == null || first.isEmpty()) {
            throw Unreadable.because("header", String.join(", ", Column.names(kind.columns())));
        }
        Heading heading = Heading.of(first, kind);
        sink.begin(first);
        heading.unknown().forEach(name -> notes.add(1, Fault.of("", "column", name)));
        int width = format == Format.CSV ? first.cells().size() : ImportLimits.COLUMNS;
        List<Read> read = new ArrayList<>(batch);
        for (Line line = table.next(); line != null; line = table.next()) {
            if (!line.isEmpty()) {
                read.add(row(heading, width, line));
            }
            if (read.size() == batch) {
                sink.take(read, rows);
                read = new ArrayList<>(batch);
            }
        }
        sink.take(read, rows);
    }

    int rows() {
        return rows;
    }

    private Read row(Heading heading, int width, Line line) {
        if (++rows > limits.rows()) {
            throw Unreadable.because("rows", limits.rows());
        }
        RowReader reader = new RowReader(heading, line);
        reader.demandWidth(width);
        ObjectNode body = form.body(kind, reader);
        List<Fault> faults = new ArrayList<>(reader.faults());
        if (faults.isEmpty()) {
            if (kind == FileKind.ACTIVITIES && !body.has("id")) {
                ids.name(body);
            }
            faults.addAll(judged(body));
        }
        if (faults.isEmpty()) {
            reader.notes().forEach(note -> notes.add(line.number(), note));
        }
        String subject = body.path(RowForm.subject(kind)).asText();
        ObjectNode sound = faults.isEmpty() ? body : Json.mapper().createObjectNode();
        return new Read(line.number(), new StagedContent(subject, sound, line.cells()), About.row(reader), faults);
    }

    /** As the API judges the form of a body. */
    private List<Fault> judged(ObjectNode body) {
        try {
            StrictJson.demandStorable(body);
        } catch (Problem unstorable) {
            return List.of(Fault.said("", unstorable.detail()));
        }
        return shape == null ? List.of() : faults(shape.faults(body, ""));
    }

    /** In words of columns; of several faults in one column the first. */
    static List<Fault> faults(List<PointerError> errors) {
        Map<String, Fault> byColumn = new TreeMap<>();
        errors.forEach(error ->
                byColumn.putIfAbsent(column(error.pointer()), Said.of(column(error.pointer()), error.detail())));
        return List.copyOf(byColumn.values());
    }

    private static String column(String pointer) {
        List<String> parts = List.of(pointer.replaceFirst("^/", "").split("/", -1));
        String first = parts.getFirst();
        return switch (first) {
            case "result", "attributes" -> parts.size() > 1 ? parts.get(1) : first;
            case "identities" -> "account";
            default -> first;
        };
    }
}
