package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Is an answer what the description promises? */
public final class Conformity {
    private final Description description = new Description();

    public void check(String method, String path, int status, JsonNode body) {
        List<Operation> known = description.operations().stream()
                .filter(operation -> operation.method().name().equals(method) && matches(operation, path))
                .toList();
        if (known.isEmpty()) {
            assertThat(status).as("%s %s is not described", method, path).isBetween(400, 499);
            return;
        }
        if (status == 204) {
            assertThat(body.asText()).isEmpty();
            return;
        }
        String responses =
                "#/paths/" + escaped(known.getFirst().path()) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/";
        Optional<Schema> schema = Stream.of(Integer.toString(status), "default")
                .map(code -> responses + code)
                .flatMap(place -> description.answer(place).stream())
                .findFirst();
        assertThat(schema).as("%s %s answers %d", method, path, status).isPresent();
        assertThat(schema.orElseThrow().validate(body))
                .as("%s %s answers %d with %s", method, path, status, body)
                .isEmpty();
        if (status >= 400) {
            assertThat(body.path("status").asInt()).isEqualTo(status);
        }
    }

    private static boolean matches(Operation operation, String path) {
        return Pattern.matches(operation.path().replaceAll("\\{\\w+}", "[^/]+"), path);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
