package vn.hoctap.engine.progress;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.util.List;
import vn.hoctap.engine.measure.State;
import vn.hoctap.engine.measure.StateInput;
import vn.hoctap.engine.measure.StateOutput;

/** Progress as bytes. */
final class ProgressCodec {
    /** Bumped when the bytes change, so that an older state is folded again instead of misread. */
    private static final byte FORMAT = 2;

    private static final byte FIRST_FORMAT = 1;
    /** About what a slot takes; only the first guess of an array's size. */
    private static final int SLOT_BYTES = 32;

    private final List<Slot> slots;

    ProgressCodec(List<Slot> slots) {
        this.slots = slots;
    }

    /** First what has a fixed length, of all slots, and then the rest, so that few bytes change and hardly any moves. */
    byte[] write(Progress progress) {
        StateOutput out = new StateOutput(slots.size() * SLOT_BYTES);
        out.octet(FORMAT);
        boolean[] whole = new boolean[slots.size()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = slots.get(i).tally().writeFixed(progress.state(i), out);
        }
        for (int i = 0; i < whole.length; i++) {
            if (!whole[i]) {
                slots.get(i).tally().writeRest(progress.state(i), out);
            }
        }
        return out.toBytes();
    }

    /** @throws IllegalArgumentException when these are not the bytes of a progress under this set */
    Progress read(byte[] bytes) {
        StateInput in = new StateInput(bytes);
        try {
            return switch (in.octet()) {
                case FORMAT -> read(in);
                case FIRST_FORMAT -> readFirst(in.rest());
                default -> throw new IllegalArgumentException("progress of another format");
            };
        } catch (BufferUnderflowException | IOException shorter) {
            throw new IllegalArgumentException("progress shorter than the set's ways", shorter);
        } catch (ArithmeticException | DateTimeException damaged) {
            throw new IllegalArgumentException("progress with an impossible number or date", damaged);
        }
    }

    private Progress read(StateInput in) {
        State[] states = new State[slots.size()];
        boolean[] whole = new boolean[states.length];
        for (int i = 0; i < states.length; i++) {
            State fixed = slots.get(i).tally().readFixed(in);
            whole[i] = fixed != null;
            states[i] = fixed == null ? slots.get(i).tally().zero() : fixed;
        }
        for (int i = 0; i < states.length; i++) {
            states[i] = whole[i] ? states[i] : slots.get(i).tally().readRest(in);
        }
        if (!in.isAtEnd()) {
            throw new IllegalArgumentException("progress longer than the set's ways");
        }
        return new Progress(states);
    }

    private Progress readFirst(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        State[] states = new State[slots.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = slots.get(i).tally().readFirst(in);
        }
        if (in.read() >= 0) {
            throw new IllegalArgumentException("progress longer than the set's ways");
        }
        return new Progress(states);
    }
}
