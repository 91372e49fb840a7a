package vn.hoctap.plugins.kynangso;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a person's facts prove, and how often: a multiset, so that a fact can be taken back without asking whether another
 * one proves the same. Immutable.
 *
 * @param counts without zeros
 */
record Levels(SortedMap<Proven, Integer> counts) {
    /** The first byte of what is written; another number means another layout. */
    private static final int FORMAT = 1;

    static final Levels NONE = new Levels(new TreeMap<>());

    Levels {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    Levels plus(Iterable<Proven> proofs, int times) {
        SortedMap<Proven, Integer> sum = new TreeMap<>(counts);
        proofs.forEach(proven -> add(sum, proven, times));
        return new Levels(sum);
    }

    Levels plus(Levels other) {
        SortedMap<Proven, Integer> sum = new TreeMap<>(counts);
        other.counts.forEach((proven, times) -> add(sum, proven, times));
        return new Levels(sum);
    }

    private static void add(SortedMap<Proven, Integer> sum, Proven proven, int times) {
        sum.merge(proven, times, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
    }

    /** The highest level that holds at a moment, by component. */
    Map<String, Integer> at(Instant moment) {
        Map<String, Integer> highest = new TreeMap<>();
        counts.forEach((proven, times) -> {
            if (times > 0 && proven.holdsAt(moment)) {
                highest.merge(proven.component(), proven.level(), Math::max);
            }
        });
        return highest;
    }

    /** The first moment after this one at which something that is proved lapses. */
    Optional<Instant> lapsesAfter(Instant moment) {
        return counts.keySet().stream()
                .map(Proven::until)
                .filter(until -> until.isAfter(moment) && until.isBefore(Instant.MAX))
                .min(Comparator.naturalOrder());
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(counts.size());
            for (Map.Entry<Proven, Integer> entry : counts.entrySet()) {
                Proven proven = entry.getKey();
                out.writeUTF(proven.component());
                out.writeInt(proven.level());
                out.writeUTF(proven.until().toString());
                out.writeInt(entry.getValue());
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
            if (format != FORMAT) {
                throw new IllegalArgumentException("skill levels of format " + format + ", not " + FORMAT);
            }
            SortedMap<Proven, Integer> counts = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String component = in.readUTF();
                int level = in.readInt();
                Instant until = Instant.parse(in.readUTF());
                counts.put(new Proven(component, level, until), in.readInt());
            }
            return new Levels(counts);
        } catch (IOException | DateTimeParseException e) {
            throw new IllegalArgumentException("these are no skill levels", e);
        }
    }
}
