package vn.hoctap.server.course;

import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/**
 * A session in a list.
 *
 * @param cancellation why it is not held
 * @param open one can enrol
 */
public record SessionView(
        String id,
        String when,
        String detail,
        String state,
        Tone tone,
        @Nullable String note,
        @Nullable String cancellation,
        boolean open) {}
