package vn.hoctap.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checklist of OWASP ASVS is whole, and the tests that it names are there. */
class AsvsTest {
    private static final Path LIST = Path.of("..", "decisions", "asvs-5.md");

    /** Requirements of levels 1 and 2 in each chapter of ASVS 5.0.0. */
    private static final List<Integer> CHAPTERS = List.of(27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7);

    private static final Set<String> ANSWERS = Set.of("test", "built", "keycloak", "operator", "n/a", "open");
    private static final Pattern LINE =
            Pattern.compile("^\\| ([0-9]+)\\.([0-9]+\\.[0-9]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]*(?:Test|IT))`");

    private record Line(int chapter, String number, String answer, String how) {}

    private static List<Line> lines() throws IOException {
        return Files.readAllLines(LIST).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Line(
                        Integer.parseInt(line.group(1)),
                        line.group(1) + "." + line.group(2),
                        line.group(4).strip(),
                        line.group(5).strip()))
                .toList();
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("../server", "../engine", "../api", "../testkit", "../../distribution")) {
            Path sources = Path.of(module, "src", "test", "java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }

    @Test
    void every_line_of_the_first_two_levels_is_answered_once() throws IOException {
        List<Line> lines = lines();
        List<Integer> counted = IntStream.rangeClosed(1, CHAPTERS.size())
                .mapToObj(chapter -> (int)
                        lines.stream().filter(line -> line.chapter() == chapter).count())
                .toList();

        assertThat(counted).isEqualTo(CHAPTERS);
        assertThat(lines).extracting(Line::number).doesNotHaveDuplicates();
        assertThat(lines).extracting(Line::answer).allMatch(ANSWERS::contains);
    }

    @Test
    void every_test_that_is_named_is_there() throws IOException {
        Set<String> named = lines().stream()
                .flatMap(line -> NAMED.matcher(line.how()).results().map(name -> name.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tests()).containsAll(named);
        assertThat(lines())
                .filteredOn(line -> line.answer().equals("test"))
                .allMatch(line -> NAMED.matcher(line.how()).find());
    }
}
