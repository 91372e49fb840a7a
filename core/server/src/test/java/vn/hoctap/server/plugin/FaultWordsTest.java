package vn.hoctap.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FaultWordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Test
    void what_a_check_says_is_put_into_vietnamese_with_what_it_names() {
        FaultWords words = FaultWords.of("vi");
        assertThat(words.say("The key “max” is missing.")).isEqualTo("Thiếu mục “max”.");
        assertThat(words.say("points of doc should be 5, but is 10")).isEqualTo("điểm của doc lẽ ra là 5, nhưng ra 10");
        assertThat(words.say("A sentence that nobody knows.")).isEqualTo("A sentence that nobody knows.");
        assertThat(FaultWords.of("en").say("The list is empty.")).isEqualTo("The list is empty.");
    }

    @Test
    void every_place_of_a_translation_stands_in_the_sentence_too() throws IOException {
        try (InputStream in = Objects.requireNonNull(FaultWords.class.getResourceAsStream("faults_vi.txt"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
            assertThat(lines).allSatisfy(line -> {
                String[] both = line.split(" => ", 2);
                assertThat(both).hasSize(2);
                List<String> english = places(both[0]);
                assertThat(english).containsAll(places(both[1]));
            });
        }
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).toList();
    }
}
