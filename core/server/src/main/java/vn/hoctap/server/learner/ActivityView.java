package vn.hoctap.server.learner;

import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/**
 * An activity in a list.
 *
 * @param key for references in the markup; ids may hold anything
 * @param href the activity's own page
 * @param reason why it was rejected
 * @param asked what an officer asked and waits for
 */
public record ActivityView(
        String id,
        String key,
        String title,
        String detail,
        String state,
        Tone tone,
        String href,
        @Nullable String reason,
        @Nullable String asked,
        boolean verifiable,
        boolean withdrawable) {}
