package vn.hoctap.bench;

/**
 * How much work a benchmark may put into its answer.
 *
 * @param people from whom the subjects of activities are taken at random
 * @param rounds how often figure and reference are measured, alternating; the middle one counts
 * @param warmSeconds before anything is measured, and at least
 * @param seconds of each measurement
 */
record Effort(int people, int rounds, int warmSeconds, int seconds) {
    Effort {
        if (people < 10 || people > 1_000_000 || rounds < 1 || warmSeconds < 0 || seconds < 1) {
            throw new IllegalArgumentException(
                    "From 10 to 1,000,000 people, at least 1 round, and at least 1 second for each are possible.");
        }
    }

    /** The same with no more people than that. */
    Effort among(int most) {
        return new Effort(Math.min(people, most), rounds, warmSeconds, seconds);
    }
}
