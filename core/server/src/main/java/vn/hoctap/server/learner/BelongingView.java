package vn.hoctap.server.learner;

import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/**
 * A family, clan, community or unit to which somebody belongs, and where it stands.
 *
 * @param kind family, clan, village …
 * @param href null: the reader may not see more of it
 */
public record BelongingView(
        String kind,
        String name,
        @Nullable String href,
        String standing,
        Tone tone,
        @Nullable String detail) {}
