package vn.hoctap.bench;

import java.util.List;
import java.util.Objects;
import org.drools.model.codegen.ExecutableModelProject;
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

    Answer decideAfterEach(List<Fact> year) {
        return decide(year, true);
    }

    Answer decideOnce(List<Fact> year) {
        return decide(year, false);
    }

    private Answer decide(List<Fact> year, boolean afterEach) {
        KieSession session = base.newKieSession();
        try {
            DroolsVerdict first = null;
            for (int set = 0; set < rules.sets(); set++) {
                DroolsVerdict verdict = new DroolsVerdict(set);
                insert(session, verdict);
                first = first == null ? verdict : first;
                for (int i = 0; i < rules.indicators(); i++) {
                    insert(session, new DroolsScore(set, i));
                }
            }
            for (Fact fact : year) {
                insert(session, DroolsActivity.of(fact));
                if (afterEach) {
                    session.fireAllRules();
                }
            }
            session.fireAllRules();
            DroolsVerdict judged = Objects.requireNonNull(first);
            return new Answer(judged.isMet(), judged.getTotal());
        } finally {
            session.dispose();
        }
    }

    private static void insert(KieSession session, Object fact) {
        FactHandle handle = session.insert(fact);
        Objects.requireNonNull(handle);
    }
}
