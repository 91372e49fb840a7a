package vn.hoctap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ActivitiesTest {

    @Test
    void every_body_is_an_array_of_activities_that_were_never_sent_before() throws IOException {
        Activities activities = new Activities(100, 1000, new SplittableRandom(1));
        Set<String> ids = new HashSet<>();
        Set<String> people = new HashSet<>();

        for (int request = 0; request < 20; request++) {
            JsonNode body = new ObjectMapper().readTree(activities.next());
            assertThat(body).hasSize(100);
            body.forEach(activity -> {
                ids.add(activity.get("id").textValue());
                people.add(activity.get("subject").textValue());
                assertThat(activity.get("endedAt").textValue()).matches("2026-(0[1-9]|10)-(0[1-9]|1\\d|2[0-7])T.*");
            });
        }

        assertThat(ids)
                .hasSize(2000)
                .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}"));
        assertThat(people).hasSizeGreaterThan(500).allMatch(id -> id.matches("bench-000\\d{3}"));
    }

    @Test
    void one_activity_is_sent_without_an_array() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(new Activities(1, 10, new SplittableRandom(1)).next())
                        .isObject())
                .isTrue();
    }
}
