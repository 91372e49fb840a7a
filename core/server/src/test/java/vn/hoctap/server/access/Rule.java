package vn.hoctap.server.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A line of {@code access.txt}.
 *
 * @param route its method and path as the router has it
 * @param cells one a column of {@link Who}
 * @param address with places for what it is about, such as {@code {person}}
 * @param body empty: none
 * @param shows what stands in the answer for each thing that the one who asks may see; empty: it is no list
 */
record Rule(String route, List<Set<String>> cells, String address, String body, Optional<String> shows) {
    private static final int COLUMNS = 7;

    static List<Rule> all() {
        try (InputStream in = Objects.requireNonNull(Rule.class.getResourceAsStream("/access.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Rule::of)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Rule of(String line) {
        String[] parts = line.split("\\|", 3);
        List<Set<String>> cells = List.of(parts[1].strip().split(" +")).stream()
                .map(cell -> Set.of(cell.split("\\+")))
                .toList();
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
        }
        String[] shown = parts[2].strip().split(" shows ", 2);
        String[] request = shown[0].strip().split(" ", 2);
        return new Rule(
                parts[0].strip(),
                cells,
                request[0],
                request.length > 1 ? request[1] : "",
                shown.length > 1 ? Optional.of(shown[1].strip()) : Optional.empty());
    }

    String method() {
        return route.substring(0, route.indexOf(' '));
    }

    boolean isPage() {
        return !address.startsWith("/api/") && !address.startsWith("/xapi/");
    }

    boolean names(String place) {
        return address.contains("{" + place + "}") || body.contains("{" + place + "}");
    }

    /** Whether it matters whom the request is about. */
    boolean isAboutSomebody() {
        return (address + body)
                .replaceAll("\\{(any|asset|everybody|everybody-title)}", "")
                .matches(".*\\{[a-z]+}.*");
    }

    /** Whether he is answered at all. */
    boolean answers(Who who) {
        return !cells.get(who.column()).contains("-");
    }

    boolean allows(Who who, Whose whose) {
        Set<String> cell = cells.get(who.column());
        return cell.contains("all")
                || (cell.contains("own") && whose == Whose.SELF && who != Who.NOBODY)
                || (cell.contains("part") && (who.everywhere() || whose.inPart()))
                || (cell.contains("root") && who.everywhere());
    }
}
