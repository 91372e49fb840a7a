package vn.hoctap.server.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/**
 * My courses, and what they would bring if I completed them.
 *
 * @param offers courses that bring me nearer to a title
 * @param planned how many courses are ticked, in a sentence; null: none
 */
public record MyCoursesView(
        String kicker,
        String sentence,
        @Nullable String said,
        List<Mine> open,
        List<Offer> offers,
        List<Mine> past,
        @Nullable String planned,
        List<WhatIfView> whatIf) {

    /**
     * @param session when and where, or that none is chosen
     * @param note why the session is not held
     * @param result where the fact that completed it is explained
     */
    public record Mine(
            String id,
            String code,
            String href,
            String title,
            String state,
            Tone tone,
            String progress,
            String share,
            String session,
            @Nullable String note,
            @Nullable String result,
            boolean ticked) {}

    public record Offer(String code, String href, String title, String detail, boolean ticked) {}
}
