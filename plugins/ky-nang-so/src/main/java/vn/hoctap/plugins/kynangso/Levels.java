package vn.hoctap.plugins.kynangso;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a person's facts prove, and how often: a multiset, so that a fact can be taken back without asking whether another
 * one proves the same. Immutable, equal by value.
 */
final class Levels {
    /** The first byte of what is written; another number means another layout. */
    private static final int FORMAT = 2;
    /** Moments as text, and four bytes for every number. */
    private static final int FIRST_FORMAT = 1;

    static final Levels NONE = new Levels(new Proven[0], new int[0]);

    /** In order, and each once. */
    private final Proven[] proofs;

    /** How often; never 0. */
    private final int[] times;

    private Levels(Proven[] proofs, int[] times) {
        this.proofs = proofs;
        this.times = times;
    }

    Levels plus(Proven proven, int more) {
        int place = Arrays.binarySearch(proofs, proven);
        if (place < 0) {
            return inserted(-place - 1, proven, more);
        }
        if (times[place] + more == 0) {
            return without(place);
        }
        int[] sums = times.clone();
        sums[place] += more;
        return new Levels(proofs, sums);
    }

    Levels plus(Levels other) {
        Levels sum = this;
        for (int i = 0; i < other.proofs.length; i++) {
            sum = sum.plus(other.proofs[i], other.times[i]);
        }
        return sum;
    }

    private Levels inserted(int place, Proven proven, int often) {
        Proven[] more = Arrays.copyOf(proofs, proofs.length + 1);
        int[] sums = Arrays.copyOf(times, more.length);
        System.arraycopy(proofs, place, more, place + 1, proofs.length - place);
        System.arraycopy(times, place, sums, place + 1, times.length - place);
        more[place] = proven;
        sums[place] = often;
        return new Levels(more, sums);
    }

    private Levels without(int place) {
        Proven[] less = new Proven[proofs.length - 1];
        int[] sums = new int[less.length];
        System.arraycopy(proofs, 0, less, 0, place);
        System.arraycopy(times, 0, sums, 0, place);
        System.arraycopy(proofs, place + 1, less, place, less.length - place);
        System.arraycopy(times, place + 1, sums, place, less.length - place);
        return new Levels(less, sums);
    }

    private boolean holds(int place, Instant moment) {
        return times[place] > 0 && proofs[place].holdsAt(moment);
    }

    /** The highest level that holds at a moment; 0: none does. */
    int highest(Instant moment) {
        int highest = 0;
        for (int i = 0; i < proofs.length; i++) {
            if (holds(i, moment)) {
                highest = Math.max(highest, proofs[i].level());
            }
        }
        return highest;
    }

    /** The number of components that stand at this level or higher at a moment. */
    int components(int level, Instant moment) {
        int components = 0;
        String counted = "";
        for (int i = 0; i < proofs.length; i++) {
            String component = proofs[i].component();
            if (proofs[i].level() >= level && holds(i, moment) && !component.equals(counted)) {
                counted = component;
                components++;
            }
        }
        return components;
    }

    /** The first moment after this one at which something that is proved lapses. */
    Optional<Instant> lapsesAfter(Instant moment) {
        Instant first = Instant.MAX;
        for (Proven proven : proofs) {
            if (proven.until().isAfter(moment) && proven.until().isBefore(first)) {
                first = proven.until();
            }
        }
        return first.equals(Instant.MAX) ? Optional.empty() : Optional.of(first);
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 + 8 * proofs.length);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(proofs.length);
            for (int i = 0; i < proofs.length; i++) {
                Instant until = proofs[i].until();
                boolean lapses = !until.equals(Instant.MAX);
                out.writeUTF(proofs[i].component());
                out.writeByte(proofs[i].level());
                out.writeInt(times[i]);
                out.writeBoolean(lapses);
                if (lapses) {
                    out.writeLong(until.getEpochSecond());
                    out.writeInt(until.getNano());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException when these are not bytes of {@link #write} */
    static Levels read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT && format != FIRST_FORMAT) {
                throw new IllegalArgumentException("skill levels of format " + format + ", not " + FORMAT);
            }
            return format == FORMAT ? read(in) : readFirst(in);
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException("these are no skill levels", e);
        }
    }

    private static Levels read(DataInputStream in) throws IOException {
        Levels read = NONE;
        for (int left = in.readInt(); left > 0; left--) {
            String component = in.readUTF();
            int level = in.readByte();
            int times = in.readInt();
            Instant until = in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : Instant.MAX;
            read = read.plus(new Proven(component, level, until), times);
        }
        return read;
    }

    private static Levels readFirst(DataInputStream in) throws IOException {
        Levels read = NONE;
        for (int left = in.readInt(); left > 0; left--) {
            Proven proven = new Proven(in.readUTF(), in.readInt(), Instant.parse(in.readUTF()));
            read = read.plus(proven, in.readInt());
        }
        return read;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Levels that && Arrays.equals(proofs, that.proofs) && Arrays.equals(times, that.times);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(proofs) + Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return Arrays.toString(proofs) + " × " + Arrays.toString(times);
    }
}
