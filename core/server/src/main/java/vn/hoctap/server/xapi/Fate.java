package vn.hoctap.server.xapi;

import org.jspecify.annotations.Nullable;
import vn.hoctap.server.ledger.Command;

/** What becomes of a statement. */
sealed interface Fate {

    /** @param command records it; the same event sent again is a duplicate there */
    record Fact(long subject, String factId, Command.RecordFact command) implements Fate {}

    /** @param subject whom it is about, when that is known */
    record NoFact(String reason, @Nullable Long subject) implements Fate {}

    /** It means learning, by somebody whom nobody knows yet. */
    record Waiting(String reason) implements Fate {}

    default String outcome() {
        return switch (this) {
            case Fact fact -> "FACT";
            case NoFact none -> "NO_FACT";
            case Waiting waiting -> "WAITING";
        };
    }

    default @Nullable String reasonGiven() {
        return switch (this) {
            case Fact fact -> null;
            case NoFact none -> none.reason();
            case Waiting waiting -> waiting.reason();
        };
    }

    default @Nullable Long aboutSubject() {
        return switch (this) {
            case Fact fact -> fact.subject();
            case NoFact none -> none.subject();
            case Waiting waiting -> null;
        };
    }

    default @Nullable String asFact() {
        return this instanceof Fact fact ? fact.factId() : null;
    }
}
