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
import vn.hoctap.engine.measure.Tally;

/** Progress as bytes. */
final class ProgressCodec {
    /** Bumped when the bytes change, so that an older state is folded again instead of misread. */
    private static final byte FORMAT = 2;

    private static final byte FIRST_FORMAT = 1;
    /** About what a slot takes; only the first guess of an array's size. */
    private static final int SLOT_BYTES = 32;

    private final Tally[] tallies;

    ProgressCodec(List<Slot> slots) {
        this.tallies = slots.stream().map(Slot::tally).toArray(Tally[]::new);
    }

    /** First what has a fixed length, of all slots, and then the rest, so that few bytes change and hardly any moves. */
    Encoded encode(Progress progress) {
        StateOutput out = new StateOutput(tallies.length * SLOT_BYTES);
        out.octet(FORMAT);
        boolean[] whole = new boolean[tallies.length];
        for (int i = 0; i < tallies.length; i++) {
            whole[i] = tallies[i].writeFixed(progress.state(i), out);
        }
        int[] ends = new int[tallies.length];
        for (int i = 0; i < tallies.length; i++) {
            if (!whole[i]) {
                tallies[i].writeRest(progress.state(i), out);
            }
            ends[i] = out.length();
        }
        return new Encoded(out.toBytes(), ends);
    }

    /** The same, with the bytes of all states that it shares with another progress taken over from that one. */
    Encoded encode(Progress progress, Progress before, Encoded written) {
        StateOutput out = new StateOutput(written.bytes().length + SLOT_BYTES);
        out.octet(FORMAT);
        boolean[] moved = new boolean[tallies.length];
        boolean[] whole = new boolean[tallies.length];
        int from = 1;
        for (int i = 0; i < tallies.length; i++) {
            int until = from + tallies[i].fixedLength();
            moved[i] = isMoved(progress.state(i), before.state(i));
            if (moved[i]) {
                whole[i] = tallies[i].writeFixed(progress.state(i), out);
            } else {
                out.bytes(written.bytes(), from, until);
            }
            from = until;
        }
        int[] ends = new int[tallies.length];
        for (int i = 0; i < tallies.length; i++) {
            if (!moved[i]) {
                out.bytes(written.bytes(), written.begin(i, from), written.ends()[i]);
            } else if (!whole[i]) {
                tallies[i].writeRest(progress.state(i), out);
            }
            ends[i] = out.length();
        }
        return new Encoded(out.toBytes(), ends);
    }

    @SuppressWarnings("ReferenceEquality") // An equal state that was made anew is written anew.
    private static boolean isMoved(State one, State other) {
        return one != other;
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
        } catch (NumberFormatException | ArithmeticException | DateTimeException damaged) {
            throw new IllegalArgumentException("progress with an impossible number or date", damaged);
        }
    }

    private Progress read(StateInput in) {
        State[] states = new State[tallies.length];
        boolean[] whole = new boolean[states.length];
        for (int i = 0; i < states.length; i++) {
            State fixed = tallies[i].readFixed(in);
            whole[i] = fixed != null;
            states[i] = fixed == null ? tallies[i].zero() : fixed;
        }
        for (int i = 0; i < states.length; i++) {
            states[i] = whole[i] ? states[i] : tallies[i].readRest(in);
        }
        if (!in.isAtEnd()) {
            throw new IllegalArgumentException("progress longer than the set's ways");
        }
        return new Progress(states);
    }

    private Progress readFirst(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        State[] states = new State[tallies.length];
        for (int i = 0; i < states.length; i++) {
            states[i] = tallies[i].readFirst(in);
        }
        if (in.read() >= 0) {
            throw new IllegalArgumentException("progress longer than the set's ways");
        }
        return new Progress(states);
    }
}
