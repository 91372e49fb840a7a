package vn.hoctap.server.title;

import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/** A title as its holder and others see it. */
public record TitleView(
        String serial,
        String name,
        String state,
        Tone tone,
        boolean live,
        String detail,
        @Nullable String reason) {}
