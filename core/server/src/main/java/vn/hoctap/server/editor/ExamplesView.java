package vn.hoctap.server.editor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a draft, and what became of each.
 *
 * @param right whether the set itself is right, so that examples can be tried
 */
public record ExamplesView(
        String action,
        List<StepLink> ways,
        int revision,
        String text,
        boolean right,
        List<Result> results,
        @Nullable String conflict) {

    /** @param differences what is not as the example says */
    public record Result(String name, boolean holds, List<String> differences) {}

    public long failing() {
        return results.stream().filter(result -> !result.holds()).count();
    }
}
