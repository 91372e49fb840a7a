package vn.hoctap.server.xapi;

import java.util.Optional;
import vn.hoctap.api.Rational;

/** What a statement means: something learned, or nothing that counts, and why. */
sealed interface Learning {

    /** @param course or title, at least one of the two, is there */
    record Activity(
            String type,
            Optional<String> course,
            Optional<String> title,
            Optional<Rational> scaled,
            Optional<Boolean> passed)
            implements Learning {}

    record Nothing(String reason) implements Learning {}
}
