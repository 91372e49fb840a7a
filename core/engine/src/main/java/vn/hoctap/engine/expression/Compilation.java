package vn.hoctap.engine.expression;

import java.util.List;

/** An expression ready for use, or everything that is wrong with it. */
public sealed interface Compilation {
    record Ok(Expression expression) implements Compilation {}

    /** @param faults at least one, in the order of the text */
    record Faulty(List<Fault> faults) implements Compilation {
        public Faulty {
            faults = faults.stream().distinct().sorted(Fault.BY_POSITION).toList();
        }
    }
}
