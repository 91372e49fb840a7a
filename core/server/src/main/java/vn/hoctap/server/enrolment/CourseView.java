package vn.hoctap.server.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.SessionView;
import vn.hoctap.server.http.Tone;

/**
 * One course.
 *
 * @param manage where the reader works on it; null: he does not manage it
 * @param mine the reader takes part, or took part last; null: he never did
 * @param enrolling the reader may enrol himself
 * @param whatIf what it would change for the reader
 * @param wrong why he could not be enrolled
 */
public record CourseView(
        String code,
        String action,
        String title,
        String kicker,
        String hours,
        @Nullable String description,
        @Nullable String url,
        List<String> skills,
        boolean retired,
        List<Date> sessions,
        @Nullable String manage,
        @Nullable Mine mine,
        boolean enrolling,
        List<WhatIfView> whatIf,
        @Nullable String said,
        @Nullable String wrong) {

    /** @param mine the reader takes part in it */
    public record Date(SessionView session, boolean mine, boolean enrolling) {}

    /** @param result where the fact that completed it is explained; null: not completed */
    public record Mine(
            String id,
            String state,
            Tone tone,
            String progress,
            String share,
            @Nullable String result,
            boolean open) {}
}
