package vn.hoctap.server.learner;

import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/**
 * An activity in a list.
 *
 * @param key for references in the markup; ids may hold anything
 * @param reason why it was rejected
 */
public record ActivityView(
        String id,
        String key,
        String title,
        String detail,
        String state,
        Tone tone,
        @Nullable String reason,
        boolean verifiable,
        boolean withdrawable) {}
