package vn.hoctap.sample;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;

/** Counts facts; what measures of plugins have in common, hostile ones too. Tests pack it into their jars. */
abstract class Counting implements Measure<Long> {
    private final String name;

    Counting(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Long zero() {
        return 0L;
    }

    @Override
    public Long add(Long state, Fact fact, Map<String, String> options) {
        return state + 1;
    }

    @Override
    public Optional<Long> remove(Long state, Fact fact, Map<String, String> options) {
        return Optional.of(state - 1);
    }

    @Override
    public Long merge(Long one, Long other) {
        return one + other;
    }

    @Override
    public Optional<Rational> value(Long state, Map<String, String> options) {
        return state == 0 ? Optional.empty() : Optional.of(Rational.of(state));
    }

    @Override
    public byte[] write(Long state) {
        return ByteBuffer.allocate(Long.BYTES).putLong(state).array();
    }

    @Override
    public Long read(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
