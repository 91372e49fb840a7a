package vn.hoctap.bench;

/** One benchmark. */
@FunctionalInterface
interface Benchmark {

    /**
     * @param told receives what should be known beside the figure, line by line, as it becomes known
     * @throws BenchFailed when something that must hold did not; then there is no figure
     */
    Figure run(Effort effort, Told told) throws InterruptedException;

    @FunctionalInterface
    interface Told {
        void line(String text);
    }
}
