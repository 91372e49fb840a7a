package vn.hoctap.server.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Tone;

/** The people in an officer's part. */
public record PeopleView(
        String kicker,
        String sentence,
        List<Link> years,
        String cycle,
        String query,
        List<Option> groups,
        List<Option> statuses,
        String found,
        List<Person> people,
        @Nullable String next,
        @Nullable String first) {

    public record Option(String value, String label, boolean chosen) {}

    /**
     * @param total points of points needed
     * @param share of what is needed, 0 to 100
     * @param missing at a glance
     */
    public record Person(
            String href,
            String name,
            String detail,
            String total,
            String outcome,
            Tone tone,
            String share,
            boolean low,
            String missing) {}
}
