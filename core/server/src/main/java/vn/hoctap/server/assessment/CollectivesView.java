package vn.hoctap.server.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.http.Link;

/**
 * The families, clans, communities or units in an officer's part.
 *
 * @param kinds ways to the others
 * @param add to enter one; null: the reader may not, or they come with their places
 */
public record CollectivesView(
        String kicker,
        String sentence,
        List<Link> years,
        List<Link> kinds,
        String cycle,
        String kind,
        String query,
        String example,
        List<Option> units,
        List<Option> statuses,
        String found,
        List<PeopleView.Person> collectives,
        @Nullable Link add,
        @Nullable String next,
        @Nullable String first) {}
