package vn.hoctap.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Facts that one core folds and decides, deciding after every fact, with Drools under the same rules as the reference; and
 * beside it the same with one decision for the whole year.
 */
final class EngineBench implements Benchmark {
    private static final String BASE = "50x10x1";

    @Override
    public Figure run(Effort effort, Told told) {
        demandAgreement();
        long facts = EngineRun.sized(BASE).facts();
        Map<String, Double> rates = new TreeMap<>();
        for (RunResult result : results(effort)) {
            String method = result.getPrimaryResult().getLabel();
            rates.put(method, result.getPrimaryResult().getScore() * facts);
        }
        if (rates.size() < 4) {
            throw new BenchFailed("The engines could not be measured; only " + rates.keySet() + " ran.");
        }
        told.line("facts x indicators x sets: " + BASE);
        rates.forEach((method, rate) -> told.line(String.format(Locale.ROOT, "%-16s %,12.0f facts/s", method, rate)));
        return new Figure(
                "engine",
                rates.getOrDefault("oursAfterEach", Double.NaN),
                "facts/s",
                rates.getOrDefault("droolsAfterEach", Double.NaN));
    }

    private static void demandAgreement() {
        EngineCase rules = EngineRun.sized(BASE);
        EngineCase.Answer ours = new OurRules(rules).decideAfterEach(rules.year());
        EngineCase.Answer theirs = new DroolsRules(rules).decideAfterEach(rules.year());
        if (!ours.equals(theirs)) {
            throw new BenchFailed("The engines disagree: %s and %s.".formatted(ours, theirs));
        }
    }

    /** Each in a fresh JVM; JMH's own report goes nowhere, because the last line on stdout is ours. */
    private static Collection<RunResult> results(Effort effort) {
        try {
            return new Runner(new OptionsBuilder()
                            .include(EngineRun.class.getName())
                            .forks(effort.warmSeconds() == 0 ? 0 : 1)
                            .warmupIterations(Math.min(5, effort.warmSeconds()))
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(effort.rounds())
                            .measurementTime(TimeValue.seconds(Math.min(3, effort.seconds())))
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new BenchFailed("The engines could not be measured: " + e.getMessage(), e);
        }
    }
}
