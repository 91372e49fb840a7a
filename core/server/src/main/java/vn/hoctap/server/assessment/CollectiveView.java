package vn.hoctap.server.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.learner.BelongingView;

/**
 * A family, clan, community or unit as an officer sees it, and who speaks for it.
 *
 * @param standing what is the same for people
 * @param own the reader speaks for it
 * @param members the first of them
 * @param more the way to the list of all
 * @param change where its name and home are changed; null: the reader may not, or they are those of a place
 * @param representative null: nobody speaks for it and the reader may not say who does
 * @param belongings what it is part of itself
 */
public record CollectiveView(
        PersonView standing,
        Link back,
        boolean own,
        String membersHeading,
        boolean empty,
        List<MembersView.One> members,
        @Nullable String hidden,
        List<Link> more,
        @Nullable String change,
        @Nullable Representative representative,
        List<BelongingView> belongings) {

    /** Nothing judges it and it has won nothing yet. */
    public boolean bare() {
        return standing.standings().isEmpty() && standing.titles().isEmpty();
    }

    /**
     * @param name null: the reader may not see who it is, or nobody does
     * @param id of the person; empty: nobody
     * @param options whom to choose from; empty: the code is typed
     */
    public record Representative(
            @Nullable String name, @Nullable String href, String id, boolean editable, List<Option> options) {}
}
