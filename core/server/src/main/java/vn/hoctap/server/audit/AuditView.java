package vn.hoctap.server.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Acts, the latest first, with what is looked for. */
public record AuditView(
        String query,
        String from,
        String to,
        List<Option> deeds,
        List<Line> lines,
        @Nullable String next,
        @Nullable String first) {

    public record Option(String value, String label, boolean chosen) {}

    /**
     * @param behalf for whom he acted
     * @param whom the person's name; null: the act concerned nobody
     * @param href the person's page; null: there is none
     */
    public record Line(
            long seq,
            String at,
            String deed,
            String actor,
            String behalf,
            @Nullable String whom,
            @Nullable String href,
            String object,
            String note,
            String reason) {}
}
