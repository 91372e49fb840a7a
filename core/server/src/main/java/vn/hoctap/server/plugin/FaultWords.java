package vn.hoctap.server.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a file, in the reader's language. The checks speak English, as files of plugins do; for those who write
 * sets without being programmers their sentences are put into Vietnamese here, and what nobody has translated stays.
 */
public final class FaultWords {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final FaultWords ENGLISH = new FaultWords(List.of());
    private static final FaultWords VIETNAMESE = new FaultWords(read());

    private record Sentence(Pattern english, String vietnamese) {}

    private final List<Sentence> sentences;

    private FaultWords(List<Sentence> sentences) {
        this.sentences = sentences;
    }

    public static FaultWords of(String language) {
        return language.equals("vi") ? VIETNAMESE : ENGLISH;
    }

    public String say(String english) {
        for (Sentence sentence : sentences) {
            Matcher said = sentence.english().matcher(english);
            if (said.matches()) {
                String text = sentence.vietnamese();
                for (int i = 1; i <= said.groupCount(); i++) {
                    text = text.replace("{" + (i - 1) + "}", said.group(i));
                }
                return text;
            }
        }
        return english;
    }

    /** Each line: the English sentence, with places for what differs, then {@code =>} and the Vietnamese one. */
    private static List<Sentence> read() {
        try (InputStream in = Objects.requireNonNull(FaultWords.class.getResourceAsStream("faults_vi.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(" => "))
                    .map(FaultWords::sentence)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Sentence sentence(String line) {
        String[] both = line.split(" => ", 2);
        StringBuilder pattern = new StringBuilder();
        Matcher place = PLACE.matcher(both[0]);
        int from = 0;
        while (place.find()) {
            pattern.append(Pattern.quote(both[0].substring(from, place.start())))
                    .append("(.*)");
            from = place.end();
        }
        pattern.append(Pattern.quote(both[0].substring(from)));
        return new Sentence(Pattern.compile(pattern.toString(), Pattern.DOTALL), both[1]);
    }
}
