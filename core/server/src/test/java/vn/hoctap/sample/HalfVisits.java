package vn.hoctap.sample;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;

/** A later version of {@link Visits}: by it a visit is worth half of one. */
@Extension
public final class HalfVisits implements Measure<Long> {
    @Override
    public String name() {
        return "visits";
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
        return state == 0 ? Optional.empty() : Optional.of(Rational.of(state).over(Rational.of(2)));
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
