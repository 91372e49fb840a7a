package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.ledger.RandomHistory.Step;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.subject.SubjectChange;

/**
 * Facts, what is said of them, appraisals, and corrections of people and places with dates in the past all go through the
 * same fold: whatever order and batches they come in, the outcome is the same, and it is what a recomputation finds.
 */
class AnyOrderTest {
    private static final int ORDERS = 3;
    private static final int MAX_ARRAY = 12;

    private final LedgerFixture ledger =
            new LedgerFixture(Clock.fixed(LedgerFixture.NOW, ZoneOffset.UTC), LedgerSets.asking());
    private final List<Command> gathered = new ArrayList<>();
    private final List<Future<List<Receipt>>> sent = new ArrayList<>();

    @AfterEach
    void close() {
        ledger.close();
    }

    @RepeatedTest(4)
    void each_order_and_batching_of_one_history_ends_the_same() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        RandomHistory history = RandomHistory.any(random);

        List<List<String>> outcomes = IntStream.range(0, ORDERS)
                .mapToObj(order -> told("o" + order + "-", history, random))
                .toList();

        assertThat(outcomes.getFirst()).as("seed %d", seed).isNotEmpty();
        assertThat(outcomes).as("seed %d", seed).containsOnly(outcomes.getFirst());
        assertThat(ledger.check()).as("seed %d", seed).isEmpty();
    }

    /** What has become of people of their own, to whom all this happened in an order of its own. */
    private List<String> told(String prefix, RandomHistory history, RandomGenerator random) {
        ledger.units()
                .create(
                        IntStream.range(0, RandomHistory.UNITS)
                                .mapToObj(unit -> OrgUnit.of(prefix + unit, OrgUnitKind.VILLAGE, "Thôn " + unit, null))
                                .toList(),
                        "admin");
        for (int person = 0; person < RandomHistory.PEOPLE; person++) {
            ledger.person(person(prefix, person));
        }
        for (Step step : history.mixed(random)) {
            tell(prefix, step, random);
        }
        send();
        sent.forEach(Await::on);
        return outcome(prefix);
    }

    private static String person(String prefix, int number) {
        return prefix + "person-" + number;
    }

    /** What is recorded is often still on its way when a person or a place changes. */
    private void tell(String prefix, Step step, RandomGenerator random) {
        switch (step) {
            case Step.Say say -> {
                gathered.add(say.command().apply(person(prefix, say.person())));
                if (random.nextInt(MAX_ARRAY) == 0) {
                    send();
                }
            }
            case Step.Alter alter -> {
                SubjectChange change =
                        alter.unit() < 0 ? alter.change() : alter.change().living(prefix + alter.unit());
                ledger.subjects().change(person(prefix, alter.person()), change, "test");
                judge(random);
            }
            case Step.AlterUnit alter -> {
                ledger.units().change(prefix + alter.unit(), unit -> unit.with(alter.attributes()), "admin");
                judge(random);
            }
        }
        if (random.nextInt(MAX_ARRAY) == 0) {
            sent.forEach(Await::on);
        }
    }

    private void send() {
        sent.add(ledger.recorder().record(new Submission(gathered, "tester")));
        gathered.clear();
    }

    /** At once, or with what changes next. */
    private void judge(RandomGenerator random) {
        if (random.nextBoolean()) {
            judgeAll();
        }
    }

    private void judgeAll() {
        ledger.database().update("update unjudged set free_at = now()");
        while (ledger.leftovers().judge(100) > 0) {
            // There may be more.
        }
    }

    private List<String> outcome(String prefix) {
        judgeAll();
        return ledger.database().rows("""
                        select substring(s.id from 4) || ' ' || x.what as line from subject s join (
                            select subject, concat_ws(' ', title, cycle, set_id, outcome, level, total,
                                encode(state, 'hex')) as what from progress
                            union all
                            select subject, concat_ws(' ', 'holds', title, cycle, set_id, level, state) from title
                            where state = 'AWARDED') x on x.subject = s.key
                        where s.id like $1 order by line""", prefix + "%").stream()
                .map(row -> row.getString("line"))
                .toList();
    }
}
