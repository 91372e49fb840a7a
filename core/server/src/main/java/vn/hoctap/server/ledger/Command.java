package vn.hoctap.server.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.server.title.TitleState;

/** One thing to record about one subject. What is checked about it, except whether its ids are known, is checked before. */
public sealed interface Command {

    /** The subject's id. */
    String subject();

    /** The id that the receipt names. */
    String id();

    /** About how many bytes of memory it takes, so that what waits is bounded by more than its number. */
    default long size() {
        return 256;
    }

    /**
     * @param fact with defaults applied; it is kept as the database keeps it: times to the microsecond, and verified
     *     when its source is trusted
     * @param hash {@link ContentHash} of the body
     * @param body the content as sent, before defaults: the same body again is a duplicate
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes for the database; nobody compares these records
    record RecordFact(String subject, boolean generatedId, Fact fact, byte[] hash, byte[] body) implements Command {
        public RecordFact {
            demandHash(hash);
            fact = isAsStored(fact) ? fact : asStored(fact);
        }

        public static RecordFact of(String subject, boolean generatedId, Fact fact, byte[] body) {
            return new RecordFact(subject, generatedId, fact, ContentHash.of(body), body);
        }

        /** The same content, stored in another form. */
        RecordFact keeping(byte[] stored) {
            return new RecordFact(subject, generatedId, fact, hash, stored);
        }

        @Override
        public String id() {
            return fact.id();
        }

        @Override
        public long size() {
            return Command.super.size() + 2L * body.length;
        }
    }

    /** @param set the set for whose title the points are given, in whichever of its sets judges */
    @SuppressWarnings("ArrayRecordComponent") // bytes for the database; nobody compares these records
    record RecordAssessment(
            String subject,
            String id,
            boolean generatedId,
            String set,
            int cycle,
            String indicator,
            Assessor by,
            Rational points,
            byte[] hash,
            byte[] body)
            implements Command {
        public RecordAssessment {
            demandHash(hash);
        }

        @Override
        public long size() {
            return Command.super.size() + 2L * body.length;
        }

        /** The same content, stored in another form. */
        RecordAssessment keeping(byte[] stored) {
            return new RecordAssessment(subject, id, generatedId, set, cycle, indicator, by, points, hash, stored);
        }
    }

    /** @param first only if nothing was said of the fact before; otherwise another word is a {@link Conflict} */
    record Mark(
            String subject,
            String factId,
            MarkKind kind,
            @Nullable String reason,
            boolean first) implements Command {
        /** The latest counts, whatever was said before. */
        public Mark(String subject, String factId, MarkKind kind, @Nullable String reason) {
            this(subject, factId, kind, reason, false);
        }

        @Override
        public String id() {
            return factId;
        }
    }

    record WithdrawTitle(String subject, String serial, String reason) implements Command {
        @Override
        public String id() {
            return serial;
        }
    }

    /** After a change of the subject, of its places, or of sets: folds and decides all its cycles anew. */
    record Rejudge(String subject) implements Command {
        @Override
        public String id() {
            return subject;
        }
    }

    /** After a change of the sets that judge for one title and cycle: folds and decides these anew. */
    record Refold(String subject, String title, int cycle) implements Command {
        @Override
        public String id() {
            return subject;
        }
    }

    /**
     * Takes back what a change of sets did to titles, before these are decided anew by the sets that judge now.
     *
     * @param ended the serials of those that it gave
     * @param restored those that it ended
     */
    record Undo(String subject, List<String> ended, List<Restored> restored) implements Command {
        public Undo {
            ended = List.copyOf(ended);
            restored = List.copyOf(restored);
        }

        @Override
        public String id() {
            return subject;
        }

        @Override
        public long size() {
            return Command.super.size() + 64L * (ended.size() + restored.size());
        }
    }

    /** @param state in which the title was */
    record Restored(String serial, TitleState state) {}

    /** Lets what time alone has changed take effect, as every other command about the subject does first. */
    record PassTime(String subject) implements Command {
        @Override
        public String id() {
            return subject;
        }
    }

    /** Looks again at members of a collective who wait for it, and goes on with what is not counted yet. */
    record Count(String subject) implements Command {
        @Override
        public String id() {
            return subject;
        }
    }

    private static boolean isAsStored(Fact fact) {
        return fact.verified() == fact.source().kind().trusted()
                && isMicros(fact.endedAt())
                && (fact.startedAt() == null || isMicros(fact.startedAt()))
                && (fact.validUntil() == null || isMicros(fact.validUntil()));
    }

    private static boolean isMicros(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS).equals(moment);
    }

    private static Fact asStored(Fact fact) {
        return new Fact(
                fact.id(),
                fact.type(),
                fact.course(),
                fact.title(),
                micros(fact.startedAt()),
                fact.endedAt().truncatedTo(ChronoUnit.MICROS),
                micros(fact.validUntil()),
                fact.hours(),
                fact.result(),
                fact.skills(),
                fact.source(),
                fact.source().kind().trusted());
    }

    private static @Nullable Instant micros(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
    }

    /** That it is the body's is not worked out again here: that costs as much as to read the body. */
    private static void demandHash(byte[] hash) {
        if (hash.length != ContentHash.LENGTH) {
            throw new IllegalArgumentException("A hash has " + ContentHash.LENGTH + " bytes.");
        }
    }
}
