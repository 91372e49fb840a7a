package vn.hoctap.server.programme;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Text;

/**
 * A target of a programme.
 *
 * @param aim what is counted
 * @param name what people call it; empty: it is put into words
 * @param by the percentage to be reached by the end of each year
 */
record Target(Aim aim, Optional<Text> name, NavigableMap<Integer, Rational> by) {
    Target {
        by = new TreeMap<>(by);
    }
}
