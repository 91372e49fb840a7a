package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;

class JsonTest {

    @ParameterizedTest
    @CsvSource({
        "2/3, 0.6667",
        "1/3, 0.3333",
        "84.5, 84.5",
        "69.99, 69.99",
        "80, 80",
        "100, 100",
        "1/20000, 0.0001",
        "1/20001, 0",
        "-2/3, -0.6667",
        "5/100000, 0.0001"
    })
    void numbers_are_rounded_half_up_to_four_decimals_without_trailing_zeros(String exact, String shown) {
        assertThat(Json.text(Rational.parse(exact))).isEqualTo(shown);
    }

    @Test
    void what_is_absent_is_null_and_times_are_texts() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("level", Optional.empty());
        value.put("total", Optional.of(Rational.ratio(2, 3)));
        value.put("at", Instant.parse("2026-03-05T10:00:00Z"));

        assertThat(Json.text(value)).isEqualTo("{\"level\":null,\"total\":0.6667,\"at\":\"2026-03-05T10:00:00Z\"}");
    }

    @Test
    void the_same_content_has_one_text() {
        assertThat(canonical("{\"b\": [1.50, {\"y\": 1e2, \"x\": null}], \"id\": 7, \"a\": 0.0}"))
                .isEqualTo("{\"a\":0,\"b\":[1.5,{\"x\":null,\"y\":100}]}")
                .isEqualTo(canonical("{\"id\":8,\"a\":0,\"b\":[15e-1,{\"x\":null,\"y\":100}]}"));
    }

    private static String canonical(String json) {
        return new String(
                StrictJson.canonical(StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)), Set.of("id")),
                StandardCharsets.UTF_8);
    }
}
