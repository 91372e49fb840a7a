package vn.hoctap.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
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
    private OurRules ours = new OurRules(new EngineCase(1, 1, 1));
    private DroolsRules drools = new DroolsRules(new EngineCase(1, 1, 1));

    static EngineCase sized(String size) {
        String[] parts = size.split("x", -1);
        return new EngineCase(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Setup(Level.Trial)
    public void prepare() {
        EngineCase rules = sized(size);
        year = rules.year();
        ours = new OurRules(rules);
        drools = new DroolsRules(rules);
        if (!ours.decideAfterEach(year).equals(drools.decideAfterEach(year))) {
            throw new IllegalStateException("The two engines disagree: " + ours.decideAfterEach(year) + " and "
                    + drools.decideAfterEach(year));
        }
    }

    @Benchmark
    public Object oursAfterEach() {
        return ours.decideAfterEach(year);
    }

    @Benchmark
    public Object droolsAfterEach() {
        return drools.decideAfterEach(year);
    }

    @Benchmark
    public Object oursOnce() {
        return ours.decideOnce(year);
    }

    @Benchmark
    public Object droolsOnce() {
        return drools.decideOnce(year);
    }
}
