package vn.hoctap.server.programme;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Tone;

/**
 * A dashboard as a page.
 *
 * @param above the ways up the tree, the highest first
 * @param waiting null for a year that is over
 * @param counting what to say while not everybody is counted
 */
public record DashboardView(
        String kicker,
        String sentence,
        List<Link> above,
        List<Link> years,
        List<Link> files,
        @Nullable String counting,
        @Nullable Waiting waiting,
        List<Plan> plans,
        List<Held> titles,
        String belowHeading,
        List<Below> below) {

    /**
     * What people said themselves and nobody has decided about.
     *
     * @param href null: the reader decides about nothing
     */
    public record Waiting(
            String figure, String text, @Nullable String href) {}

    /** @param main it is shown with its cards */
    public record Plan(String name, String source, boolean main, List<Goal> goals, String marks) {}

    /**
     * A target.
     *
     * @param figure the share, or a dash
     * @param base so many of so many
     * @param wanted the percentages by year
     * @param needed how many more it takes
     * @param forecast where it will be; null: nobody can tell
     * @param width of the bar, in percent
     * @param marks where the percentages stand on it
     */
    public record Goal(
            String name,
            String figure,
            String base,
            String wanted,
            String needed,
            Tone tone,
            @Nullable String forecast,
            String width,
            List<String> marks) {}

    /** @param heldBack by which indicators most are held back, with how many */
    public record Held(
            String name, String registered, String evaluated, String achieved, String share, List<String> heldBack) {}

    public record Below(
            String href,
            String name,
            String registered,
            String achieved,
            String share,
            String base,
            String needed,
            @Nullable String heldBack) {}
}
