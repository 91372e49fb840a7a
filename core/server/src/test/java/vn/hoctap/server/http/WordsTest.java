package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Rational;

class WordsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
    private static final Pattern USED = Pattern.compile("w\\.get\\(\"([^\"]+)\"");

    @Test
    void both_languages_say_the_same_things() throws IOException {
        Properties vietnamese = texts("vi");
        Properties english = texts("en");
        assertThat(new TreeSet<>(english.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(vietnamese.stringPropertyNames()));
        for (String key : vietnamese.stringPropertyNames()) {
            // An English sentence may leave out how somebody is addressed, and nothing else.
            assertThat(placeholders(vietnamese.getProperty(key)))
                    .describedAs(key)
                    .containsAll(placeholders(english.getProperty(key)));
        }
    }

    @Test
    void templates_use_only_texts_that_exist() throws IOException {
        for (Path template : templates()) {
            String text = Files.readString(template);
            assertThat(USED.matcher(text).results().map(found -> found.group(1)))
                    .describedAs(template.toString())
                    .allMatch(Words.VIETNAMESE::has);
        }
    }

    @Test
    void templates_hold_nothing_that_the_security_policy_forbids() throws IOException {
        for (Path template : templates()) {
            assertThat(Files.readString(template))
                    .describedAs(template.toString())
                    .doesNotContain("style=", "<style", "onclick", "javascript:", "hx-on", "$unsafe");
        }
    }

    @Test
    void numbers_and_dates_are_written_as_readers_expect() {
        assertThat(Words.VIETNAMESE.number(Rational.of("1234.5"))).isEqualTo("1.234,5");
        assertThat(Words.ENGLISH.number(Rational.of("1234.5"))).isEqualTo("1,234.5");
        assertThat(Words.VIETNAMESE.number(Rational.ratio(2, 3))).isEqualTo("0,67");
        assertThat(Words.VIETNAMESE.number(Rational.ratio(1, 200))).isEqualTo("0,01");
        assertThat(Words.VIETNAMESE.date(Instant.parse("2026-12-31T17:30:00Z"))).isEqualTo("01/01/2027");
        assertThat(Words.VIETNAMESE.get("points", Rational.of("4.5"))).isEqualTo("4,5 điểm");
    }

    @Test
    void a_text_inside_an_argument_is_not_replaced() {
        assertThat(Words.VIETNAMESE.get("of", "{1}", "x")).isEqualTo("{1} / x");
    }

    @Test
    void an_unknown_text_is_a_fault_and_an_unknown_language_is_vietnamese() {
        assertThatThrownBy(() -> Words.ENGLISH.get("no.such.text")).hasMessageContaining("no.such.text");
        assertThat(Words.of("fr")).isSameAs(Words.VIETNAMESE);
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
            return files.filter(file -> file.toString().endsWith(".jte")).toList();
        }
    }

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = WordsTest.class.getResourceAsStream("/i18n/messages_" + language + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
