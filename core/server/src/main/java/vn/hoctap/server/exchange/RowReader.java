package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the cells of one row and gathers what is wrong with them, and what was taken for something else. */
final class RowReader {
    private static final int MAX_SHOWN = 60;

    private final Heading heading;
    private final Line line;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> notes = new ArrayList<>();

    RowReader(Heading heading, Line line) {
        this.heading = heading;
        this.line = line;
    }

    Cell cell(String column) {
        Integer place = heading.places().get(column);
        return place == null ? Cell.EMPTY : line.cell(place);
    }

    Optional<String> text(String column) {
        return Optional.of(cell(column).text()).filter(text -> !text.isEmpty());
    }

    /** A text that must be there. */
    String demand(String column) {
        Optional<String> text = text(column);
        if (text.isEmpty()) {
            fault(column, "empty");
        }
        return text.orElse("");
    }

    /** No cell to which the first line has none: a separator too many, as in an unquoted 2,5, moves what follows it. */
    void demandWidth(int width) {
        line.cells().stream()
                .skip(width)
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .ifPresent(cell -> fault("", "behind", shown(cell)));
    }

    Optional<BigDecimal> number(String column) {
        Cell cell = cell(column);
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        return switch (Values.number(cell)) {
            case Values.Amount.Of of -> Optional.of(of.value());
            case Values.Amount.None none -> {
                fault(column, none.code(), shown(cell));
                yield Optional.empty();
            }
        };
    }

    Optional<Boolean> truth(String column) {
        Cell cell = cell(column);
        return cell.isEmpty() ? Optional.empty() : told(column, Values.truth(cell), "truth");
    }

    Optional<LocalDate> day(String column) {
        Cell cell = cell(column);
        return cell.isEmpty() ? Optional.empty() : told(column, Values.day(cell), "day");
    }

    /** @param time of the day that a day alone means */
    Optional<OffsetDateTime> moment(String column, LocalTime time) {
        Cell cell = cell(column);
        return cell.isEmpty() ? Optional.empty() : told(column, Values.moment(cell, time), "day");
    }

    private <T> Optional<T> told(String column, Optional<T> value, String code) {
        if (value.isEmpty()) {
            fault(column, code, shown(cell(column)));
        }
        return value;
    }

    private static String shown(Cell cell) {
        String text = cell.text();
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    }

    List<String> list(String column) {
        return Stream.of(cell(column).text().split("\\|", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    void fault(String column, String code, Object... arguments) {
        faults.add(Fault.of(column, code, arguments));
    }

    void note(String column, String code, Object... arguments) {
        notes.add(Fault.of(column, code, arguments));
    }

    List<Fault> faults() {
        return faults;
    }

    List<Fault> notes() {
        return notes;
    }

    static void put(ObjectNode body, String name, Optional<String> text) {
        text.ifPresent(value -> body.put(name, value));
    }

    static JsonNode number(BigDecimal value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    static Optional<String> written(Optional<OffsetDateTime> moment) {
        return moment.map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format);
    }
}
