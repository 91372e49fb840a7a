package vn.hoctap.server.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.measure.Gathering;

/** Counts facts as the code of a plugin does, and lets a test look around whenever it is called for one. */
final class WatchedMeasure implements Measure<Integer>, Gathering {
    private volatile Runnable look = () -> {};

    void onCall(Runnable looking) {
        look = looking;
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return work.get();
    }

    @Override
    public String name() {
        return "watched";
    }

    @Override
    public Integer zero() {
        return 0;
    }

    @Override
    public Integer add(Integer state, Fact fact, Map<String, String> options) {
        look.run();
        return state + 1;
    }

    @Override
    public Optional<Integer> remove(Integer state, Fact fact, Map<String, String> options) {
        return Optional.of(state - 1);
    }

    @Override
    public Integer merge(Integer one, Integer other) {
        return one + other;
    }

    @Override
    public Optional<Rational> value(Integer state, Map<String, String> options) {
        look.run();
        return Optional.of(Rational.of(state));
    }

    @Override
    public byte[] write(Integer state) {
        look.run();
        return new byte[] {state.byteValue()};
    }

    @Override
    public Integer read(byte[] bytes) {
        look.run();
        return (int) bytes[0];
    }
}
