package vn.hoctap.server.orgunit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.orgunit.Reorganisation.Dissolve;
import vn.hoctap.server.orgunit.Reorganisation.Merge;
import vn.hoctap.server.orgunit.Reorganisation.Part;
import vn.hoctap.server.orgunit.Reorganisation.Rehang;
import vn.hoctap.server.orgunit.Reorganisation.Split;
import vn.hoctap.server.orgunit.Reorganisation.Step;
import vn.hoctap.server.orgunit.Reorganisation.Target;
import vn.hoctap.server.subject.AttributeValues;

/** Reads a reorganisation as it is sent. */
final class ReorganisationBody {
    static final int MOST_STEPS = 500;
    private static final int MOST_UNITS = 1000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 500;

    private final List<PointerError> faults = new ArrayList<>();

    private ReorganisationBody() {}

    /** @throws Problem 400 with all faults */
    static Reorganisation read(JsonNode body) {
        ReorganisationBody reading = new ReorganisationBody();
        Reorganisation read = reading.reorganisation(body);
        if (!reading.faults.isEmpty()) {
            throw Problem.invalid(reading.faults);
        }
        return read;
    }

    private Reorganisation reorganisation(JsonNode body) {
        List<Step> steps = new ArrayList<>();
        JsonNode sent = body.path("steps");
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST_STEPS) {
            fault("/steps", "steps must be a list of 1 to " + MOST_STEPS + " steps.");
        } else {
            for (int i = 0; i < sent.size(); i++) {
                step(sent.path(i), "/steps/" + i).ifPresent(steps::add);
            }
        }
        return new Reorganisation(
                day(body.path("effective")),
                text(body.path("reason"), "/reason", LONGEST_REASON),
                body.path("keepAttributes").asBoolean(true),
                steps);
    }

    private Optional<Step> step(JsonNode step, String at) {
        return switch (step.path("kind").asText()) {
            case "merge" ->
                Optional.of(
                        new Merge(units(step.path("units"), at + "/units"), target(step.path("into"), at + "/into")));
            case "split" -> Optional.of(split(step, at));
            case "dissolve" ->
                Optional.of(new Dissolve(units(step.path("units"), at + "/units"), optional(step.path("parent"))));
            case "rehang" ->
                Optional.of(new Rehang(
                        units(step.path("units"), at + "/units"),
                        text(step.path("parent"), at + "/parent", LONGEST_NAME)));
            default -> {
                fault(at + "/kind", "kind must be one of merge, split, dissolve, rehang.");
                yield Optional.empty();
            }
        };
    }

    private Split split(JsonNode step, String at) {
        List<Part> parts = new ArrayList<>();
        JsonNode into = step.path("into");
        if (!into.isArray() || into.isEmpty()) {
            fault(at + "/into", "into must be a list of units.");
        }
        for (int i = 0; i < into.size(); i++) {
            String here = at + "/into/" + i;
            JsonNode part = into.path(i);
            List<String> units = part.has("units") ? units(part.path("units"), here + "/units") : List.of();
            parts.add(new Part(target(part, here), units));
        }
        return new Split(text(step.path("unit"), at + "/unit", LONGEST_NAME), parts);
    }

    private Target target(JsonNode sent, String at) {
        String kind = optional(sent.path("kind")).orElse(null);
        @Nullable OrgUnitKind read = kind == null ? null : OrgUnitKind.of(kind).orElse(null);
        if (kind != null && read == null) {
            fault(at + "/kind", "kind must be one of country, province, district, commune, village, organisation.");
        }
        return new Target(
                text(sent.path("id"), at + "/id", LONGEST_NAME),
                optional(sent.path("name")).orElse(null),
                read,
                optional(sent.path("parent")).orElse(null),
                attributes(sent.path("attributes"), at + "/attributes"));
    }

    private Map<String, Object> attributes(JsonNode sent, String at) {
        Map<String, Object> values = new TreeMap<>();
        sent.properties()
                .forEach(attribute -> AttributeValues.of(attribute.getValue())
                        .ifPresentOrElse(
                                value -> values.put(attribute.getKey(), value),
                                () -> fault(
                                        at + "/" + attribute.getKey(),
                                        "The value must be a text, a number, true or false.")));
        return values;
    }

    private List<String> units(JsonNode sent, String at) {
        Set<String> units = new LinkedHashSet<>();
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST_UNITS) {
            fault(at, "Name 1 to " + MOST_UNITS + " units.");
        }
        for (int i = 0; i < sent.size(); i++) {
            if (!units.add(text(sent.path(i), at + "/" + i, LONGEST_NAME))) {
                fault(at + "/" + i, "The unit is named twice.");
            }
        }
        return List.copyOf(units);
    }

    private String text(JsonNode sent, String at, int longest) {
        String text = sent.isTextual() ? sent.asText().strip() : "";
        if (text.isEmpty() || text.length() > longest) {
            fault(at, "A text of 1 to " + longest + " characters is missing.");
        }
        return text;
    }

    private static Optional<String> optional(JsonNode sent) {
        return sent.isTextual() ? Optional.of(sent.asText().strip()).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    private LocalDate day(JsonNode sent) {
        try {
            return LocalDate.parse(sent.asText());
        } catch (DateTimeParseException noDay) {
            fault("/effective", "effective must be the first day of the new order, written yyyy-mm-dd.");
            return LocalDate.EPOCH;
        }
    }

    private void fault(String pointer, String detail) {
        faults.add(new PointerError(pointer, detail));
    }
}
