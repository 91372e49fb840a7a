package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    private final Description description = new Description();

    private Operation operation(String id) {
        return description.operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void operations_have_the_paths_and_parameters_that_are_described() {
        Operation progress = operation("getProgress");

        assertThat(progress.route()).isEqualTo("/api/v1/subjects/:id/progress");
        assertThat(progress.parameters()).extracting(Operation.Parameter::name).containsExactly("id", "cycle");
        assertThat(progress.bodies()).isEmpty();
        assertThat(operation("patchSubject").bodies())
                .containsOnlyKeys("application/json", "application/merge-patch+json");
    }

    @Test
    void an_operation_without_a_handler_is_found_at_the_start() {
        assertThatThrownBy(() -> new ApiRouter(description, Map.of("noSuchThing", context -> {})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("noSuchThing")
                .hasMessageContaining("getProgress");
    }

    @Test
    void a_thousand_activities_are_checked_in_a_moment() {
        ArrayNode body = Json.mapper().createArrayNode();
        for (int i = 0; i < 1000; i++) {
            body.addObject()
                    .put("id", "a" + i)
                    .put("subject", "cit-1")
                    .put("type", "course")
                    .put("course", "ATTT-01")
                    .put("endedAt", "2026-03-05T17:00:00+07:00")
                    .put("hours", 12.5)
                    .putArray("skills")
                    .addObject()
                    .put("framework", "tt02-2025")
                    .put("component", "4.2")
                    .put("level", 3);
        }
        Shape shape = operation("recordActivities").bodies().get("application/json");
        assertThat(shape).isNotNull();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            long start = System.nanoTime();
            assertThat(shape.faults(body, "")).isEmpty();
            best = Math.min(best, System.nanoTime() - start);
        }

        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(50));
    }
}
