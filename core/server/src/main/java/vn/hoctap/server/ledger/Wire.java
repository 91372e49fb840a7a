package vn.hoctap.server.ledger;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * Messages between nodes: several submissions that one node hands to another, and what became of each. Every message begins
 * with the version of its format, and a change of it, however small, is another version: to guess what a newer node meant
 * would be to record something else than was sent.
 */
final class Wire {
    static final int VERSION = 1;
    /** Bytes before a message and before each of its parts, or a few less. */
    private static final int HEAD = 8;

    /**
     * One submission among several.
     *
     * @param bytes {@link SubmissionWire}'s
     * @param follows it is taken in however much waits
     */
    record Parcel(Buffer bytes, boolean follows) {}

    /** The same as it has come. */
    record Arrived(WireReader content, boolean follows) {}

    private Wire() {}

    static Buffer write(List<Parcel> parcels) {
        WireWriter out = new WireWriter(parcels.stream()
                                .mapToLong(parcel -> parcel.bytes().length() + HEAD)
                                .sum()
                        + HEAD)
                .number(VERSION);
        out.all(parcels, parcel -> out.flag(parcel.follows()).part(parcel.bytes()));
        return out.written();
    }

    /** @throws OtherVersion when the message is not of this version */
    static List<Arrived> parcels(Buffer message) {
        WireReader in = opened(message);
        List<Arrived> parcels = in.all(() -> {
            boolean follows = in.flag();
            return new Arrived(in.part(), follows);
        });
        in.end();
        return parcels;
    }

    /** @param outcomes each {@link OutcomeWire}'s */
    static Buffer answer(List<WireWriter> outcomes) {
        WireWriter out = new WireWriter().number(VERSION);
        out.all(outcomes, outcome -> out.part(outcome.written()));
        return out.written();
    }

    /**
     * Each gives the receipts or throws what the submission failed with.
     *
     * @throws OtherVersion when the answer is not of this version
     */
    static List<Supplier<List<Receipt>>> outcomes(Buffer answer) {
        WireReader in = opened(answer);
        List<Supplier<List<Receipt>>> outcomes = in.all(() -> {
            WireReader outcome = in.part();
            return () -> OutcomeWire.read(outcome);
        });
        in.end();
        return outcomes;
    }

    private static WireReader opened(Buffer message) {
        WireReader in = new WireReader(message);
        int version = in.number();
        if (version != VERSION) {
            throw new OtherVersion(version);
        }
        return in;
    }

    /** The other node is of a release that speaks otherwise. */
    static final class OtherVersion extends RuntimeException {
        private static final long serialVersionUID = 1;

        OtherVersion(int version) {
            super(
                    "The other node speaks version %d between nodes and this one version %d; bring both to the same release."
                            .formatted(version, VERSION),
                    null,
                    false,
                    false);
        }
    }
}
