package vn.hoctap.server.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Tone;

/**
 * Who belongs to a family, clan, community or unit, with the forms to put members in and out.
 *
 * @param back to the page of the collective
 * @param base the address of this list
 * @param kinds ways to members of other kinds
 * @param hidden how many there are besides whose names the reader is not told; null: none
 * @param adding null: nobody is put in here
 */
public record MembersView(
        String back,
        String base,
        String kicker,
        String title,
        List<Link> kinds,
        List<Link> holding,
        List<One> members,
        @Nullable String hidden,
        @Nullable String said,
        @Nullable String wrong,
        @Nullable Adding adding,
        @Nullable String next,
        @Nullable String first) {

    /**
     * @param href null: the reader may not see more of him
     * @param from as the form that ends the membership sends it; null: it does not end by a form
     */
    public record One(
            String id,
            @Nullable String href,
            String name,
            String detail,
            String standing,
            Tone tone,
            @Nullable String from) {}

    /**
     * @param search what was looked for
     * @param candidates who was found
     */
    public record Adding(String heading, String search, String today, List<Candidate> candidates) {}

    public record Candidate(String id, String name, String detail) {}
}
