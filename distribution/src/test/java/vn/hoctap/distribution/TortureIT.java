package vn.hoctap.distribution;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.hoctap.distribution.TorturedServer.Mishap;

/**
 * The server and its database are killed again and again while clients record, verify, withdraw and correct. In the end
 * each client's own record of what it was told must be what is stored: nothing lost, nothing twice, nothing wrong.
 * {@code -Dtorture.minutes=10} goes on for so long, {@code -Dtorture.seed=…} makes the same choices as an earlier run.
 */
class TortureIT {
    private static final int PEOPLE = 200;
    /** Longer than it takes until somebody takes up what a killed server left unjudged. */
    private static final Duration JUDGED_LIMIT = Duration.ofSeconds(90);

    private final Duration atLeast = Duration.ofMinutes(Long.getLong("torture.minutes", 0));
    private final Random random = new Random(Torture.seed(TortureIT.class));

    @Test
    void nothing_that_was_acknowledged_is_lost_or_doubled_or_wrong() throws Exception {
        TorturedServer server = new TorturedServer(Scratch.fresh("torture"), random);
        try (server) {
            String learner = Tokens.subject(Api.of(server.now()).token("learner"));
            try (Torture torture = new Torture(new Courier(server::now), learner, PEOPLE, random)) {
                torture.begin();
                suffer(server, torture);
                torture.end();
                torture.assertStored();
                await().atMost(JUDGED_LIMIT).until(() -> StoredRows.count(server.data(), "unjudged") == 0);
                torture.assertSameElsewhere();
            }
        }
        server.assertNothingIsLeft();
        Ran.hoctap("ledger", "check", "--data", server.data().toString())
                .exits(0)
                .saysNoStackTrace();
        server.assertNothingIsLeft();
    }

    private void suffer(TorturedServer server, Torture torture) {
        Instant end = Instant.now().plus(atLeast);
        do {
            for (Mishap mishap : mishaps()) {
                torture.goOn();
                server.suffer(mishap);
            }
        } while (Instant.now().isBefore(end));
    }

    /** Ten kills of the server, two of them while it starts, and three of its database. */
    private List<Mishap> mishaps() {
        List<Mishap> mishaps = new ArrayList<>(Collections.nCopies(6, Mishap.SERVER));
        mishaps.addAll(Collections.nCopies(2, Mishap.SERVER_WHILE_IT_STARTS));
        mishaps.addAll(List.of(
                Mishap.POSTMASTER, Mishap.POSTGRES, random.nextBoolean() ? Mishap.POSTMASTER : Mishap.POSTGRES));
        Collections.shuffle(mishaps, random);
        return mishaps;
    }
}
