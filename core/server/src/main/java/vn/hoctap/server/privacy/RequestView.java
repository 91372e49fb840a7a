package vn.hoctap.server.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.privacy.DataRequest.Kind;
import vn.hoctap.server.privacy.DataRequest.State;

/**
 * A request as pages show it.
 *
 * @param when when it was asked, and by when what must happen
 */
public record RequestView(
        String id,
        String person,
        String href,
        String what,
        String state,
        Tone tone,
        String when,
        @Nullable String reason,
        boolean open,
        boolean pending,
        boolean erasure) {

    static RequestView of(Words words, DataRequest request, Instant now) {
        return new RequestView(
                request.id().toString(),
                request.name(),
                "/officer/people/" + request.subject(),
                words.get("privacy.kind." + request.kind()),
                words.get(request.late(now) ? "privacy.late" : "privacy.state." + request.state()),
                tone(request, now),
                when(words, request),
                request.reason(),
                request.state() == State.OPEN,
                request.state().pending(),
                request.kind() == Kind.ERASURE);
    }

    private static Tone tone(DataRequest request, Instant now) {
        return switch (request.state()) {
            case OPEN, ACCEPTED -> request.late(now) ? Tone.NO : Tone.WAIT;
            case DONE -> Tone.OK;
            case REFUSED -> Tone.NO;
            case CANCELLED -> Tone.STILL;
        };
    }

    /** A deadline is the end of a day, which is written as that day. */
    private static String when(Words words, DataRequest request) {
        return switch (request.state()) {
            case OPEN ->
                words.get(
                        "privacy.when.OPEN",
                        words.date(request.askedAt()),
                        words.date(request.respondBy().minusSeconds(1)),
                        words.date(request.completeBy().minusSeconds(1)));
            case ACCEPTED ->
                words.get(
                        "privacy.when.ACCEPTED",
                        words.date(request.askedAt()),
                        words.date(request.completeBy().minusSeconds(1)));
            default -> words.get("privacy.when", words.date(request.askedAt()));
        };
    }
}
