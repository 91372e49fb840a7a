package vn.hoctap.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.Results;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import vn.hoctap.api.Fact;
import vn.hoctap.bench.EngineCase.Answer;

/**
 * The same case in Drools, as its manual writes such rules: one accumulating rule for each indicator, one for the award;
 * compiled to the executable model, a session for each subject, with numbers that need not be exact.
 */
final class DroolsRules {
    private final EngineCase rules;
    private final KieBase base;

    DroolsRules(EngineCase rules) {
        this.rules = rules;
        KieServices services = KieServices.Factory.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/vn/hoctap/bench/rules/rules.drl", drl());
        Results results = services.newKieBuilder(files)
                .buildAll(ExecutableModelProject.class)
                .getResults();
        if (results.hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(results.toString());
        }
        base = services.newKieContainer(services.getRepository().getDefaultReleaseId())
                .getKieBase();
    }

    private String drl() {
        StringBuilder drl = new StringBuilder("""
                package vn.hoctap.bench.rules;
                import vn.hoctap.bench.DroolsActivity;
                import vn.hoctap.bench.DroolsScore;
                import vn.hoctap.bench.DroolsVerdict;
                """);
        for (int set = 0; set < rules.sets(); set++) {
            for (int i = 0; i < rules.indicators(); i++) {
                drl.append(indicator(set, i));
            }
            drl.append("""
                    rule "award %1$d" when
                      $verdict: DroolsVerdict(set == %1$d)
                      accumulate(DroolsScore(set == %1$d, $p: points); $total: sum($p), $least: min($p))
                    then
                      $verdict.judge($total.intValue(), $total.intValue() >= %2$d && $least.intValue() >= 5);
                    end
                    """.formatted(set, rules.passMark()));
        }
        return drl.toString();
    }

    private static String indicator(int set, int number) {
        return """
                rule "indicator %1$d %2$d" when
                  accumulate(DroolsActivity(type == "%3$s" || type == "%4$s", verified == true, $h: %5$s); $value: sum($h))
                  $score: DroolsScore(set == %1$d, indicator == %2$d, value != $value.intValue())
                then
                  modify($score) { measure($value.intValue()) }
                end
                """.formatted(
                        set,
                        number,
                        EngineCase.first(number),
                        EngineCase.second(number),
                        EngineCase.sums(number) ? "hours" : "once");
    }

    /**
     * Fires all rules after each activity.
     *
     * @param decided receives each set's verdict after each activity
     * @return the last verdict of the first set
     */
    Answer decideAfterEach(List<Fact> year, Consumer<DroolsVerdict> decided) {
        return decide(year, decided);
    }

    Answer decideOnce(List<Fact> year) {
        return decide(year, null);
    }

    /** What the sets say after each activity: first all of the first set. */
    List<Answer> answers(List<Fact> year) {
        Map<Integer, List<Answer>> answers = new TreeMap<>();
        Answer last = decideAfterEach(
                year,
                verdict -> answers.computeIfAbsent(verdict.getSet(), set -> new ArrayList<>())
                        .add(answer(verdict)));
        List<Answer> all = new ArrayList<>();
        answers.values().forEach(all::addAll);
        all.add(last);
        return all;
    }

    private Answer decide(List<Fact> year, @Nullable Consumer<DroolsVerdict> decided) {
        KieSession session = base.newKieSession();
        try {
            List<DroolsVerdict> verdicts = new ArrayList<>();
            for (int set = 0; set < rules.sets(); set++) {
                DroolsVerdict verdict = new DroolsVerdict(set);
                insert(session, verdict);
                verdicts.add(verdict);
                for (int i = 0; i < rules.indicators(); i++) {
                    insert(session, new DroolsScore(set, i));
                }
            }
            for (Fact fact : year) {
                insert(session, DroolsActivity.of(fact));
                if (decided != null) {
                    session.fireAllRules();
                    verdicts.forEach(decided);
                }
            }
            session.fireAllRules();
            return answer(verdicts.getFirst());
        } finally {
            session.dispose();
        }
    }

    private static Answer answer(DroolsVerdict verdict) {
        return new Answer(verdict.isMet(), verdict.getTotal());
    }

    private static void insert(KieSession session, Object fact) {
        FactHandle handle = session.insert(fact);
        Objects.requireNonNull(handle);
    }
}
