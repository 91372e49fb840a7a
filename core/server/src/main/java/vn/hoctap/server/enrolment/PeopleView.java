package vn.hoctap.server.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.title.WonView;

/**
 * Those who take part in a course or in one of its sessions.
 *
 * @param session its id, for the forms; empty: the whole course
 * @param all this page with everybody ticked
 * @param form what was typed, to be typed no second time
 * @param wrong what is wrong with it
 * @param search who is looked for to be enrolled
 */
public record PeopleView(
        String back,
        String action,
        String session,
        String kicker,
        String title,
        String all,
        String found,
        List<Participant> people,
        PeopleForm form,
        @Nullable String said,
        @Nullable String wrong,
        List<WonView> won,
        String search,
        List<Candidate> candidates,
        @Nullable String next,
        @Nullable String first) {

    /**
     * @param detail when he enrolled, and at which session
     * @param reopen his completion can be taken back
     */
    public record Participant(
            String id,
            String name,
            String href,
            String detail,
            String state,
            Tone tone,
            String progress,
            boolean open,
            boolean reopen,
            boolean ticked) {}

    public record Candidate(String id, String name, String detail) {}
}
