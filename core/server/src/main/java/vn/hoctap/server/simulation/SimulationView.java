package vn.hoctap.server.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;

/**
 * One simulation or batch: on its way, or with its result.
 *
 * @param share of the people that are looked at, in percent; null: it has ended
 * @param figures how many titles of each fate
 * @param units by the units right below, and by groups
 * @param filters which changes are listed
 * @param signing null: there is nothing to sign
 * @param wrong what did not come of what the reader has just done
 * @param undoing where to take the batch back; null: it cannot be
 */
public record SimulationView(
        String href,
        String kicker,
        String sentence,
        String state,
        String tone,
        @Nullable String share,
        String progress,
        @Nullable String note,
        List<Figure> figures,
        List<Line> units,
        List<Line> groups,
        String found,
        List<Link> filters,
        List<Change> changes,
        @Nullable String next,
        @Nullable String first,
        List<Link> copies,
        @Nullable Signing signing,
        @Nullable String undoing,
        boolean cancels,
        @Nullable String wrong) {

    public record Figure(String label, String number, String tone) {}

    /** @param href to the same for what is below; null: there is nothing */
    public record Line(String name, @Nullable String href, String gained, String lost, String other) {}

    /** @param href to the person */
    public record Change(
            String href,
            String who,
            String detail,
            @Nullable String why,
            String fate,
            String tone) {}

    /** @param open whether the reader may sign */
    public record Signing(String text, List<String> signed, boolean open) {}
}
