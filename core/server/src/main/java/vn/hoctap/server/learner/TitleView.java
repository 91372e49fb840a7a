package vn.hoctap.server.learner;

import org.jspecify.annotations.Nullable;

/** A title as its holder and others see it. */
public record TitleView(
        String serial, String name, String state, Tone tone, boolean live, String detail, @Nullable String reason) {}
