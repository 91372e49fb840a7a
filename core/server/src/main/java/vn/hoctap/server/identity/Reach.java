package vn.hoctap.server.identity;

import java.util.List;

/** Which subjects an action reaches, for lists. */
public sealed interface Reach {

    record All() implements Reach {}

    /** Those who live or work in, or are, these units or units below them. */
    record Under(List<String> units) implements Reach {
        public Under {
            units = List.copyOf(units);
        }
    }

    record Own(String subject) implements Reach {}

    record None() implements Reach {}
}
