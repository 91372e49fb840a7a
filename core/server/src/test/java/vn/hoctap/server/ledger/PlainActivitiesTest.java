package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.http.Description;
import vn.hoctap.server.http.Shape;
import vn.hoctap.server.http.StrictJson;
import vn.hoctap.server.ledger.Command.RecordFact;

/** What is read in one pass is what the tree, the description and the ordinary way make of it, or is not read at all. */
class PlainActivitiesTest {
    private static final Instant NOW = Instant.parse("2026-07-01T03:00:00Z");
    private static final Course COURSE =
            new Course("ATTT-01", "An toàn", null, Rational.of("12.5"), List.of(new Skill("tt02-2025", "4.2", 3)));
    private static final Shape ACTIVITY = new Description().component("NewActivity");

    private static String ordinary(byte[] body) {
        JsonNode tree = StrictJson.parse(body);
        Faults faults = new Faults(tree);
        List<JsonNode> items = Faults.items(tree);
        assertThat(items).hasSizeBetween(1, 1000);
        List<String> commands = new ArrayList<>();
        for (JsonNode item : items) {
            assertThat(ACTIVITY.one().validate(item)).isEmpty();
            ActivityBody activity = new ActivityBody(item, commands.size(), faults);
            activity.check(NOW);
            faults.refuse();
            commands.add(text(activity.command(Source.Kind.CENTER, "made", Optional.of(COURSE))));
        }
        return tree.isArray() + " " + commands;
    }

    private static String text(RecordFact command) {
        return String.join(
                " ",
                command.subject(),
                String.valueOf(command.generatedId()),
                command.fact().toString(),
                Arrays.toString(command.hash()),
                new String(command.body(), StandardCharsets.UTF_8));
    }

    private static Optional<String> plain(byte[] body) {
        return PlainActivities.read(body)
                .filter(read -> read.all().stream().allMatch(activity -> activity.sound(NOW)))
                .map(read -> read.array() + " "
                        + read.all().stream()
                                .map(activity -> text(activity.command(Source.Kind.CENTER, "made", COURSE)))
                                .toList());
    }

    private static boolean isRefused(byte[] body) {
        try {
            ordinary(body);
            return false;
        } catch (AssertionError | RuntimeException refused) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void thousands_of_bodies_are_read_as_the_ordinary_way_reads_them_or_left_to_it(long seed) {
        ActivityTexts texts = new ActivityTexts(seed);
        int read = 0;
        for (int i = 0; i < 4_000; i++) {
            String text = texts.next();
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            Optional<String> plain = plain(body);
            if (plain.isPresent()) {
                read++;
                assertThat(plain).as(text).contains(ordinary(body));
            } else if (texts.plain()) {
                assertThat(isRefused(body)).as(text).isTrue();
            }
        }
        assertThat(read).isBetween(1_000, 3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32", "ISO-8859-1"})
    void other_encodings_are_read_alike_or_not_at_all(String encoding) {
        ActivityTexts texts = new ActivityTexts(7);
        for (int i = 0; i < 500; i++) {
            String text = texts.next();
            byte[] body = text.getBytes(Charset.forName(encoding));
            plain(body).ifPresent(plain -> assertThat(plain).as(text).isEqualTo(ordinary(body)));
        }
    }

    @Test
    void bytes_that_are_broken_anywhere_are_read_alike_or_not_at_all() {
        byte[] whole = """
                [{"id":"số-1","subject":"cit-1","type":"course","title":"Sách 📚","hours":12.50,\
                "endedAt":"2026-03-05T17:00:00.5+07:00","skills":[{"framework":"f","component":"1","level":2}]}]""".getBytes(StandardCharsets.UTF_8);
        assertThat(plain(whole)).contains(ordinary(whole));
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, ' ', '"', '}', '0', '\\', 0x80, 0xc0, 0xe1, 0xed, 0xf5, 0xff}) {
                byte[] broken = whole.clone();
                broken[at] = (byte) value;
                plain(broken)
                        .ifPresent(plain -> assertThat(plain)
                                .as(new String(broken, StandardCharsets.UTF_8))
                                .isEqualTo(ordinary(broken)));
            }
        }
    }

    @Test
    void what_most_send_is_read() {
        String activity = """
                {"id":"0199-%d","subject":"cit-1","type":"course","course":"ATTT-01","title":"Chuyên đề","hours":12.5,\
                "endedAt":"2026-03-05T17:00:00+07:00","result":{"scaled":0.85,"passed":true},\
                "source":{"ref":"https://lms.example.invalid/7"}}""";
        List<String> items = Stream.iterate(0, i -> i + 1)
                .limit(1000)
                .map(activity::formatted)
                .toList();
        byte[] thousand = ("[" + String.join(",", items) + "]").getBytes(StandardCharsets.UTF_8);

        assertThat(plain(thousand)).contains(ordinary(thousand));
        assertThat(plain("[%s,%s]"
                        .formatted(String.join(",", items), items.getFirst())
                        .getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(plain("[]".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    /** Who gives activities a new member must teach it to {@link PlainActivities} too. */
    @Test
    void every_described_member_is_known() throws IOException {
        JsonNode schemas = schemas();
        JsonNode activity = schemas.path("NewActivity");
        Set<String> members = names(activity);

        assertThat(Arrays.stream(Member.values()).map(Member::text)).containsExactlyElementsOf(members);
        for (Member member : Member.values()) {
            JsonNode type = activity.at("/properties/" + member.text() + "/type");
            assertThat(member.nullable())
                    .as(member.text())
                    .isEqualTo(type.toString().contains("null"));
        }
        assertThat(activity.path("required").toString()).isEqualTo("[\"subject\",\"type\",\"endedAt\"]");
        assertThat(names(activity.at("/properties/result"))).containsExactly("passed", "scaled");
        assertThat(names(activity.at("/properties/source"))).containsExactly("kind", "ref");
        assertThat(names(schemas.path("Skill"))).containsExactly("component", "framework", "level");
        assertThat(names(schemas.path("Evidence"))).containsExactly("name", "url");
    }

    private static JsonNode schemas() throws IOException {
        try (InputStream in = Objects.requireNonNull(Description.class.getResourceAsStream("/openapi.yaml"))) {
            return new YAMLMapper().readTree(in).at("/components/schemas");
        }
    }

    private static Set<String> names(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
