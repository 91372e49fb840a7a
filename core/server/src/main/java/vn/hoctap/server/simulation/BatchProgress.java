package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.ledger.Concerned.Case;
import vn.hoctap.server.simulation.SimulationJob.Steps;

/**
 * How far it is.
 *
 * @param held titles at the beginning
 * @param undone the key of the last subject of the other batch
 * @param cases of the page at work; none: it is still to be looked at
 * @param before the titles of its subjects as they were
 */
record BatchProgress(Steps steps, long held, long undone, List<Case> cases, List<LiveTitle> before) {
    static BatchProgress of(@Nullable JsonNode checkpoint, Supplier<Long> held) {
        return checkpoint == null
                ? new BatchProgress(new Steps(0, 0, 0), held.get(), 0, List.of(), List.of())
                : Json.mapper().convertValue(checkpoint, BatchProgress.class);
    }

    long after() {
        return steps.after();
    }

    BatchProgress remembering(List<Case> some, List<LiveTitle> titles) {
        return new BatchProgress(steps, held, undone, some, titles);
    }

    BatchProgress undone(long last) {
        return new BatchProgress(steps, held, last, List.of(), List.of());
    }

    BatchProgress next(long last, int more) {
        return new BatchProgress(steps.next(last, more, cases), held, undone, List.of(), List.of());
    }
}
