package vn.hoctap.server.ledger;

import java.util.List;
import vn.hoctap.server.title.TitleRecord;

/** What became of a submission as bytes, for the node that sent it. */
final class OutcomeWire {
    private enum Kind {
        RECORDED,
        CONFLICT,
        UNKNOWN_SUBJECT,
        UNKNOWN_SET,
        UNKNOWN_FACT,
        UNKNOWN_TITLE,
        OVERLOADED,
        NOT_HERE,
        FAILED
    }

    private OutcomeWire() {}

    static void recorded(WireWriter out, List<Receipt> receipts) {
        out.kind(Kind.RECORDED)
                .all(
                        receipts,
                        receipt -> out.text(receipt.id())
                                .kind(receipt.status())
                                .all(receipt.titles(), title -> write(out, title)));
    }

    /** What a node fails with because it no longer records becomes {@link Deposed}: another may record it. */
    static void failed(WireWriter out, Throwable failure) {
        switch (failure) {
            case Conflict refusal -> refused(out, Kind.CONFLICT, refusal).text(String.valueOf(refusal.getMessage()));
            case UnknownSubject refusal -> refused(out, Kind.UNKNOWN_SUBJECT, refusal);
            case UnknownSet refusal -> refused(out, Kind.UNKNOWN_SET, refusal);
            case UnknownFact refusal -> refused(out, Kind.UNKNOWN_FACT, refusal);
            case UnknownTitle refusal -> refused(out, Kind.UNKNOWN_TITLE, refusal);
            case Overloaded full -> out.kind(Kind.OVERLOADED).text(String.valueOf(full.getMessage()));
            default ->
                out.kind(Passing.is(failure) ? Kind.NOT_HERE : Kind.FAILED).text(String.valueOf(failure.getMessage()));
        }
    }

    private static WireWriter refused(WireWriter out, Kind kind, Refusal refusal) {
        return out.kind(kind).number(refusal.index()).text(refusal.id());
    }

    /** Throws what it had failed with. */
    static List<Receipt> read(WireReader in) {
        return switch (in.kind(Kind.class)) {
            case RECORDED ->
                in.all(() -> new Receipt(in.text(), in.kind(Receipt.Status.class), in.all(() -> title(in))));
            case CONFLICT -> throw new Conflict(in.number(), in.text(), in.text());
            case UNKNOWN_SUBJECT -> throw new UnknownSubject(in.number(), in.text());
            case UNKNOWN_SET -> throw new UnknownSet(in.number(), in.text());
            case UNKNOWN_FACT -> throw new UnknownFact(in.number(), in.text());
            case UNKNOWN_TITLE -> throw new UnknownTitle(in.number(), in.text());
            case OVERLOADED -> throw new Overloaded(in.text());
            case NOT_HERE -> throw new Deposed(in.text());
            case FAILED -> throw new IllegalStateException("The node that records failed: " + in.text());
        };
    }

    private static void write(WireWriter out, TitleRecord title) {
        out.text(title.serial())
                .text(title.subject())
                .text(title.set())
                .text(title.version())
                .text(title.title())
                .perhaps(title.level(), out::text)
                .number(title.cycle())
                .text(title.state())
                .moment(title.awardedAt())
                .perhaps(title.validUntil(), out::moment)
                .perhaps(title.reason(), out::text)
                .perhaps(title.decidedBy(), out::text);
    }

    private static TitleRecord title(WireReader in) {
        return new TitleRecord(
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.perhaps(in::text),
                in.number(),
                in.text(),
                in.moment(),
                in.perhaps(in::moment),
                in.perhaps(in::text),
                in.perhaps(in::text));
    }
}
