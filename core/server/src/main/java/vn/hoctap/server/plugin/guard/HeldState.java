package vn.hoctap.server.plugin.guard;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A state of a plugin's measure, of whose class the host calls nothing except through the ward. Safe for use from any thread. */
final class HeldState<S> {
    private final Ward ward;
    private final S value;
    private volatile byte @Nullable [] bytes;

    HeldState(Ward ward, S value) {
        this.ward = ward;
        this.value = value;
    }

    S value() {
        return value;
    }

    Optional<byte[]> written() {
        return Optional.ofNullable(bytes);
    }

    byte[] bytes(Function<S, byte[]> write) {
        byte[] known = bytes;
        if (known == null) {
            known = write.apply(value);
            bytes = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof HeldState<?> state && ward.call(() -> value.equals(state.value)));
    }

    @Override
    public int hashCode() {
        return ward.call(value::hashCode);
    }

    @Override
    public String toString() {
        return "a state of the plugin " + ward.plugin();
    }
}
