package vn.hoctap.server.ledger;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.ledger.Command.Mark;
import vn.hoctap.server.subject.SubjectChange;

/**
 * What was recorded and changed of some people, as chains: what stands in one chain has an order of its own, and the
 * chains are independent of each other. People and units are named by numbers, to be told again of others.
 */
record RandomHistory(List<List<Step>> chains) {
    static final int PEOPLE = 4;
    static final int UNITS = 3;

    private static final int FACTS = 14;
    private static final int APPRAISALS = 3;
    private static final List<String> TYPES = List.of("course", "reading", "certificate", "workshop");
    private static final List<String> GROUPS = List.of("nong-dan", "nong-dan", "cong-nhan", "vien-chuc");
    private static final List<String> REGIONS = List.of("difficult", "normal");
    private static final List<String> DAYS = List.of("2024-05-01", "2025-06-01", "2026-02-01", "2026-06-30");

    sealed interface Step {
        /** @param command for the subject with this id */
        record Say(int person, Function<String, Command> command) implements Step {}

        /** @param unit where the person lives from then on; below zero: it does not move */
        record Alter(int person, SubjectChange change, int unit) implements Step {}

        record AlterUnit(int unit, Map<String, Object> attributes) implements Step {}
    }

    static RandomHistory any(RandomGenerator random) {
        List<List<Step>> chains = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            for (int fact = 0; fact < FACTS; fact++) {
                chains.add(fact(person, "fact-" + fact, random));
            }
            for (int appraisal = 0; appraisal < APPRAISALS; appraisal++) {
                String id = "appraisal-" + appraisal;
                String points = Integer.toString(random.nextInt(11));
                chains.add(List.of(new Step.Say(person, subject -> LedgerFixture.appraisal(subject, id, points))));
            }
            chains.add(moves(person, random));
            for (String day : DAYS) {
                chains.add(attributes(person, day, random));
            }
        }
        for (int unit = 0; unit < UNITS; unit++) {
            chains.add(List.of(
                    new Step.AlterUnit(unit, Map.of("region", one(REGIONS, random))),
                    new Step.AlterUnit(unit, random.nextBoolean() ? Map.of() : Map.of("region", "difficult"))));
        }
        return new RandomHistory(chains);
    }

    /** A fact, perhaps sent twice, and what is said of it later; withdrawn is final. */
    private static List<Step> fact(int person, String id, RandomGenerator random) {
        String type = one(TYPES, random);
        String hours = Integer.toString(1 + random.nextInt(12));
        Source.Kind source = random.nextBoolean() ? Source.Kind.SELF : Source.Kind.CENTER;
        String day = one(DAYS, random);
        Step.Say said = new Step.Say(person, subject -> LedgerFixture.fact(subject, id, type, hours, source, day));
        List<Step> chain = new ArrayList<>(List.of(said));
        for (int marks = random.nextInt(4); marks > 0; marks--) {
            MarkKind kind = random.nextBoolean() ? MarkKind.VERIFIED : MarkKind.REJECTED;
            chain.add(new Step.Say(person, subject -> new Mark(subject, id, kind, "said")));
        }
        if (random.nextInt(4) == 0) {
            chain.add(new Step.Say(person, subject -> LedgerFixture.withdrawn(subject, id)));
        }
        if (random.nextInt(3) == 0) {
            chain.add(1 + random.nextInt(chain.size()), said);
        }
        return chain;
    }

    private static List<Step> moves(int person, RandomGenerator random) {
        List<Step> chain = new ArrayList<>();
        for (int moves = random.nextInt(4); moves > 0; moves--) {
            SubjectChange change = SubjectChange.from(LocalDate.parse(one(DAYS, random)));
            chain.add(new Step.Alter(person, change, random.nextInt(UNITS)));
        }
        return chain;
    }

    /** Two changes of the same day: the later one corrects the earlier one. */
    private static List<Step> attributes(int person, String day, RandomGenerator random) {
        List<Step> chain = new ArrayList<>();
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            SubjectChange change = SubjectChange.from(LocalDate.parse(day))
                    .with("group", one(GROUPS, random))
                    .with("region", random.nextInt(3) == 0 ? one(REGIONS, random) : null);
            chain.add(new Step.Alter(person, change, -1));
        }
        return chain;
    }

    private static <T> T one(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    /** All steps, the chains mixed at random. */
    List<Step> mixed(RandomGenerator random) {
        List<Deque<Step>> rest = new ArrayList<>();
        chains.stream().filter(chain -> !chain.isEmpty()).forEach(chain -> rest.add(new ArrayDeque<>(chain)));
        List<Step> steps = new ArrayList<>();
        while (!rest.isEmpty()) {
            int index = random.nextInt(rest.size());
            steps.add(rest.get(index).remove());
            if (rest.get(index).isEmpty()) {
                rest.remove(index);
            }
        }
        return steps;
    }
}
