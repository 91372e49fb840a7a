package vn.hoctap.server.exchange;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a table is written. */
public enum Format {
    CSV("text/csv;charset=utf-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** For exports only. */
    JSON("application/json");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> of(String slug) {
        return Stream.of(values()).filter(format -> format.slug().equals(slug)).findFirst();
    }
}
