package vn.hoctap.server.exchange;

import java.util.List;

/** What became of a row, or would. */
sealed interface Fate {
    Fate ACCEPTED = new Accepted();
    Fate DUPLICATE = new Duplicate();

    record Accepted() implements Fate {}

    /** What it says is known. */
    record Duplicate() implements Fate {}

    record Refused(List<Fault> faults) implements Fate {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    static Fate refused(Fault fault) {
        return new Refused(List.of(fault));
    }
}
