package vn.hoctap.server.editor;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a way measures, as the form offers it: a measure with what it measures, or whose word counts. */
enum WayKind {
    HOURS("sum", "hours", null),
    COUNT("count", null, null),
    MONTHS("months-active", null, null),
    COURSES("distinct", "course", null),
    SKILLS("distinct", "skills", null),
    STATUS("status", null, null),
    APPRAISED("assessed", null, "appraiser"),
    SELF("assessed", null, "self");

    private final String measure;
    private final @Nullable String of;
    private final @Nullable String by;

    WayKind(String measure, @Nullable String of, @Nullable String by) {
        this.measure = measure;
        this.of = of;
        this.by = by;
    }

    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean counts() {
        return by == null;
    }

    static Optional<WayKind> of(String slug) {
        return Stream.of(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
    }

    /** Empty: it measures in a way that the form does not offer. */
    static Optional<WayKind> of(SetDocument document, String way) {
        String measure = document.text(way + "/measure");
        String of = document.text(way + "/of");
        String by = document.text(way + "/by");
        return Stream.of(values())
                .filter(kind -> kind.measure.equals(measure)
                        && said(kind.of).equals(of)
                        && (kind.counts() || said(kind.by).equals(by)))
                .findFirst();
    }

    private static String said(@Nullable String word) {
        return word == null ? "" : word;
    }

    void write(SetDocument document, String way) {
        document.put(way + "/measure", measure);
        write(document, way + "/of", of);
        write(document, way + "/by", by);
        if (counts()) {
            if (!document.has(way + "/points")) {
                document.putYaml(way + "/points", "[{atLeast: 1, give: 5}]");
            }
        } else {
            for (String key : new String[] {"where", "trust", "window", "points"}) {
                document.remove(way + "/" + key);
            }
        }
    }

    private static void write(SetDocument document, String pointer, @Nullable String word) {
        if (word == null) {
            document.remove(pointer);
        } else {
            document.put(pointer, word);
        }
    }
}
