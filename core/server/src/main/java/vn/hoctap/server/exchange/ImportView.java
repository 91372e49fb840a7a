package vn.hoctap.server.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;

/**
 * One import: on its way, tried, or done.
 *
 * @param share of the rows that are done with, in percent; null: it has ended
 * @param figures what became of the rows
 * @param titles what becomes of titles, or why nothing does
 */
public record ImportView(
        String href,
        String kicker,
        String sentence,
        String state,
        String tone,
        boolean failed,
        @Nullable String share,
        String progress,
        List<Figure> figures,
        @Nullable Titles titles,
        List<Row> errors,
        String errorsHeading,
        List<Row> notes,
        List<Link> copies,
        boolean confirms,
        String confirmation,
        boolean cancels) {

    public record Figure(String label, String number, String tone) {}

    /** @param sentence in short; without sets and changes that is all */
    public record Titles(String sentence, List<Set> sets, List<Change> changes) {}

    public record Set(String name, String gained, String lost) {}

    public record Change(String who, String href, String what, String how, String tone) {}

    public record Row(String place, String column, String text) {}
}
