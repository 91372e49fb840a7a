package vn.hoctap.engine.criteria;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;

/** A measure of a plugin, of which only the name matters here. */
final class AnyMeasure implements Measure<Rational> {
    @Override
    public String name() {
        return "anything";
    }

    @Override
    public List<Fault> faults(Map<String, String> options) {
        if (options.containsKey("broken")) {
            throw new IllegalStateException("a fault of its own");
        }
        return options.containsKey("wrong")
                ? List.of(new Fault("wrong", "“wrong” is wrong.", "Write “right”."))
                : List.of();
    }

    @Override
    public Rational zero() {
        return Rational.ZERO;
    }

    @Override
    public Rational add(Rational state, Fact fact, Map<String, String> options) {
        return state.plus(Rational.ONE);
    }

    @Override
    public Optional<Rational> remove(Rational state, Fact fact, Map<String, String> options) {
        return Optional.of(state.minus(Rational.ONE));
    }

    @Override
    public Rational merge(Rational one, Rational other) {
        return one.plus(other);
    }

    @Override
    public Optional<Rational> value(Rational state, Map<String, String> options) {
        return Optional.of(state);
    }

    @Override
    public byte[] write(Rational state) {
        return new byte[0];
    }

    @Override
    public Rational read(byte[] bytes) {
        return Rational.ZERO;
    }
}
