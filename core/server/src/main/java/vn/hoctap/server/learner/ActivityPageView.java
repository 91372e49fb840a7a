package vn.hoctap.server.learner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One activity with its evidence and what was asked about it.
 *
 * @param base the address under which what can be done lies
 * @param said what the last action did
 * @param asked the question that waits for an answer
 * @param files how to add evidence; null: none can be added any more
 */
public record ActivityPageView(
        String base,
        String back,
        String backLabel,
        @Nullable String said,
        ActivityView activity,
        List<ProofView> proofs,
        List<QuestionView> questions,
        @Nullable AskedView asked,
        @Nullable FilesView files) {}
