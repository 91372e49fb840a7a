package vn.hoctap.server.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The lines of an earlier import, once more: what was tried is recorded without being sent again. */
final class StagedTable implements Table {
    private static final int PAGE = 1_000;

    private final Staging staging;
    private final Deque<Line> lines = new ArrayDeque<>();
    private int last;

    /** @throws Unreadable when they are not kept any more */
    StagedTable(Staging staging) {
        this.staging = staging;
        lines.add(staging.heading().orElseThrow(() -> Unreadable.because("gone")));
    }

    @Override
    public @Nullable Line next() {
        if (lines.isEmpty()) {
            lines.addAll(staging.lines(last, PAGE));
        }
        Line next = lines.poll();
        last = next == null ? last : Math.max(last, next.number());
        return next;
    }

    @Override
    public void close() {}
}
