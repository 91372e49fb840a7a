package vn.hoctap.server.plugin.guard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.measure.Gathering;

/** A plugin's measure, called through its ward, and held to what it has promised as far as that costs nothing. */
final class GuardedMeasure<S> implements Measure<HeldState<S>>, Gathering {
    private final Ward ward;
    private final Measure<S> measure;
    private final String name;

    GuardedMeasure(Ward ward, Measure<S> measure) {
        this.ward = ward;
        this.measure = measure;
        this.name = ward.call(() -> Objects.requireNonNull(measure.name(), "name() returned null"));
    }

    @Override
    public String name() {
        return name;
    }

    /** Of one that was stopped while it was in use, the sets that name it were found good before. */
    @Override
    public List<Fault> faults(Map<String, String> options) {
        return ward.isStopped() ? List.of() : ward.call(() -> List.copyOf(measure.faults(options)));
    }

    @Override
    public HeldState<S> zero() {
        return ward.call(() -> held(measure.zero()));
    }

    @Override
    public HeldState<S> add(HeldState<S> state, Fact fact, Map<String, String> options) {
        return ward.call(() -> held(measure.add(state.value(), fact, options)));
    }

    @Override
    public Optional<HeldState<S>> remove(HeldState<S> state, Fact fact, Map<String, String> options) {
        return ward.call(() -> measure.remove(state.value(), fact, options).map(this::held));
    }

    @Override
    public HeldState<S> merge(HeldState<S> one, HeldState<S> other) {
        return ward.call(() -> held(measure.merge(one.value(), other.value())));
    }

    @Override
    public Optional<Rational> value(HeldState<S> state, Map<String, String> options) {
        return ward.call(() -> Objects.requireNonNull(measure.value(state.value(), options), "value() returned null"));
    }

    /** Asked at every decision, after which the state is stored: so its bytes are made while one is here. */
    @Override
    public Optional<Rational> value(HeldState<S> state, Map<String, String> options, Instant asOf) {
        return ward.call(() -> {
            state.bytes(this::written);
            return Objects.requireNonNull(measure.value(state.value(), options, asOf), "value() returned null");
        });
    }

    @Override
    public Optional<Instant> changes(HeldState<S> state, Map<String, String> options, Instant asOf) {
        return ward.call(() -> {
            Optional<Instant> next = measure.changes(state.value(), options, asOf);
            if (next.filter(moment -> !moment.isAfter(asOf)).isPresent()) {
                throw new IllegalStateException("changes() named a moment that is not after the one it was asked for");
            }
            return next;
        });
    }

    @Override
    public byte[] write(HeldState<S> state) {
        return state.written().orElseGet(() -> ward.call(() -> state.bytes(this::written)));
    }

    private byte[] written(S state) {
        byte[] bytes = measure.write(state);
        if (bytes.length > GuardLimits.STATE_BYTES) {
            throw new IllegalStateException("write() returned more than " + GuardLimits.STATE_BYTES + " bytes");
        }
        return bytes;
    }

    /** What another version of the plugin wrote may be unreadable to this one; then all facts are folded again. */
    @Override
    public HeldState<S> read(byte[] bytes) {
        Optional<HeldState<S>> read = ward.call(() -> {
            try {
                return Optional.of(held(measure.read(bytes)));
            } catch (RuntimeException unreadable) {
                return Optional.empty();
            }
        });
        return read.orElseThrow(() -> new IllegalArgumentException("The measure cannot read what was stored."));
    }

    private HeldState<S> held(S state) {
        return new HeldState<>(ward, Objects.requireNonNull(state, "A state is null"));
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return ward.together(work::get);
    }
}
