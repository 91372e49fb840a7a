package vn.hoctap.server.orgunit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;

/** Reads the steps of a reorganisation from the form, as the API would be sent them. */
final class StepForm {
    private StepForm() {}

    static String sent(MultiMap form, String name) {
        return Objects.requireNonNullElse(form.get(name), "").strip();
    }

    /**
     * The steps so far.
     *
     * @throws Problem 400 when the form is not ours
     */
    static ArrayNode steps(MultiMap form) {
        String plan = sent(form, "plan");
        try {
            return plan.isEmpty()
                    ? Json.mapper().createArrayNode()
                    : (ArrayNode) Json.mapper().readTree(plan);
        } catch (JsonProcessingException | ClassCastException foreign) {
            throw Problem.invalid("/steps", "The steps cannot be read.");
        }
    }

    static ReorganiseView.Step typed(MultiMap form) {
        return new ReorganiseView.Step(
                sent(form, "kind"),
                sent(form, "units"),
                sent(form, "intoId"),
                sent(form, "intoName"),
                sent(form, "parent"),
                sent(form, "parts"));
    }

    static boolean says(ReorganiseView.Step step) {
        return !step.units().isEmpty();
    }

    static ObjectNode step(ReorganiseView.Step typed) {
        ObjectNode step = Json.mapper().createObjectNode().put("kind", typed.kind());
        switch (typed.kind()) {
            case "split" -> {
                step.put("unit", typed.units());
                ArrayNode into = step.putArray("into");
                typed.parts().lines().filter(line -> !line.isBlank()).forEach(line -> into.add(part(line)));
            }
            case "merge" -> {
                ids(typed.units()).forEach(step.putArray("units")::add);
                target(step.putObject("into"), typed.intoId(), typed.intoName());
                if (!typed.parent().isEmpty()) {
                    ((ObjectNode) step.path("into")).put("parent", typed.parent());
                }
            }
            default -> {
                ids(typed.units()).forEach(step.putArray("units")::add);
                if (!typed.parent().isEmpty()) {
                    step.put("parent", typed.parent());
                }
            }
        }
        return step;
    }

    /** {@code id; name; units}. */
    private static ObjectNode part(String line) {
        String[] fields = line.split(";", -1);
        ObjectNode part = Json.mapper().createObjectNode();
        target(part, fields[0].strip(), fields.length > 1 ? fields[1].strip() : "");
        List<String> units = fields.length > 2 ? ids(fields[2]) : List.of();
        if (!units.isEmpty()) {
            units.forEach(part.putArray("units")::add);
        }
        return part;
    }

    private static void target(ObjectNode target, String id, String name) {
        target.put("id", id);
        if (!name.isEmpty()) {
            target.put("name", name);
        }
    }

    private static List<String> ids(String text) {
        return Stream.of(text.split("[,;\\s]+")).filter(id -> !id.isEmpty()).toList();
    }
}
