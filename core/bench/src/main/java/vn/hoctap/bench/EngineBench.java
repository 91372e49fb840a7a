package vn.hoctap.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private static final int WARM_SECONDS = 10;
    private static final int SECONDS = 3;

    @Override
    public Figure run(Effort effort, Told told) {
        demandAgreement();
        Map<String, List<Double>> rates = new TreeMap<>();
        measure(".*Once", effort, rates);
        for (int round = 0; round < effort.rounds(); round++) {
            measure(".*AfterEach", effort, rates);
        }
        if (rates.size() < 4) {
            throw new BenchFailed("The engines could not be measured; only " + rates.keySet() + " ran.");
        }
        told.line("facts x indicators x sets: " + BASE + "; both engines decided alike after every fact");
        rates.forEach((method, rate) ->
                told.line(String.format(Locale.ROOT, "%-16s %,12.0f facts/s", method, Median.of(rate))));
        return new Figure(
                "engine",
                Median.of(rates.getOrDefault("oursAfterEach", List.of())),
                "facts/s",
                Median.of(rates.getOrDefault("droolsAfterEach", List.of())));
    }

    private static void demandAgreement() {
        EngineCase rules = EngineRun.sized(BASE);
        List<EngineCase.Answer> ours = new OurRules(rules).answers(rules.year());
        List<EngineCase.Answer> theirs = new DroolsRules(rules).answers(rules.year());
        if (!ours.equals(theirs)) {
            throw new BenchFailed("The engines disagree: %s and %s.".formatted(ours, theirs));
        }
    }

    /** Each once, in a fresh JVM; JMH's own report goes nowhere, because the last line on stdout is ours. */
    private static void measure(String methods, Effort effort, Map<String, List<Double>> rates) {
        int facts = EngineRun.sized(BASE).facts();
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(EngineRun.class.getName() + methods)
                            .forks(effort.warmSeconds() == 0 ? 0 : 1)
                            .warmupIterations(Math.min(WARM_SECONDS, effort.warmSeconds()))
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(1)
                            .measurementTime(TimeValue.seconds(Math.min(SECONDS, effort.seconds())))
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
            for (RunResult result : results) {
                rates.computeIfAbsent(result.getPrimaryResult().getLabel(), method -> new ArrayList<>())
                        .add(result.getPrimaryResult().getScore() * facts);
            }
        } catch (RunnerException e) {
            throw new BenchFailed("The engines could not be measured: " + e.getMessage(), e);
        }
    }
}
