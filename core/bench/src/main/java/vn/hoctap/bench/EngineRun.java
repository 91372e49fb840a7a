package vn.hoctap.bench;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;
import vn.hoctap.api.Fact;

/** What JMH runs; an operation is the whole year of one subject. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EngineRun {
    /** Facts, indicators, sets. */
    @Param("50x10x1")
    public String size = "";

    private List<Fact> year = List.of();
    private @Nullable OurRules ours;
    private @Nullable DroolsRules drools;

    static EngineCase sized(String size) {
        String[] parts = size.split("x", -1);
        return new EngineCase(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Setup(Level.Trial)
    public void prepare(BenchmarkParams run) {
        EngineCase rules = sized(size);
        year = rules.year();
        if (run.getBenchmark().contains("drools")) {
            drools = new DroolsRules(rules);
        } else {
            ours = new OurRules(rules);
        }
    }

    @Benchmark
    public Object oursAfterEach(Blackhole seen) {
        return Objects.requireNonNull(ours).decideAfterEach(year, seen::consume);
    }

    @Benchmark
    public Object droolsAfterEach(Blackhole seen) {
        return Objects.requireNonNull(drools).decideAfterEach(year, seen::consume);
    }

    @Benchmark
    public Object oursOnce() {
        return Objects.requireNonNull(ours).decideOnce(year);
    }

    @Benchmark
    public Object droolsOnce() {
        return Objects.requireNonNull(drools).decideOnce(year);
    }
}
