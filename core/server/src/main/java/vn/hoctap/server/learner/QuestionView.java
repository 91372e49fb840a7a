package vn.hoctap.server.learner;

import org.jspecify.annotations.Nullable;

/**
 * What was asked about an activity.
 *
 * @param asked by whom and when
 * @param answered by whom and when; null: it is open
 */
public record QuestionView(
        long seq,
        String text,
        String asked,
        @Nullable String answer,
        @Nullable String answered) {}
