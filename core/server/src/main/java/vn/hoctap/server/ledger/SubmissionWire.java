package vn.hoctap.server.ledger;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.server.ledger.Command.Count;
import vn.hoctap.server.ledger.Command.Mark;
import vn.hoctap.server.ledger.Command.PassTime;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Command.Refold;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Command.Restored;
import vn.hoctap.server.ledger.Command.Undo;
import vn.hoctap.server.ledger.Command.WithdrawTitle;
import vn.hoctap.server.title.TitleState;

/** Submissions as bytes, for other nodes of the same {@link Wire#VERSION}. */
final class SubmissionWire {
    private enum Kind {
        FACT,
        ASSESSMENT,
        MARK,
        TITLE_WITHDRAWAL,
        REJUDGEMENT,
        TIME,
        REFOLDING,
        UNDOING,
        COUNT
    }

    private SubmissionWire() {}

    static Buffer write(Submission submission) {
        WireWriter out = new WireWriter(submission.size());
        out.text(submission.by()).all(submission.commands(), command -> write(out, command));
        return out.written();
    }

    static Submission read(WireReader in) {
        String by = in.text();
        List<Command> commands = in.all(() -> command(in));
        in.end();
        return new Submission(commands, by);
    }

    private static void write(WireWriter out, Command command) {
        switch (command) {
            case RecordFact fact -> {
                out.kind(Kind.FACT).text(fact.subject()).flag(fact.generatedId());
                write(out, fact.fact());
                out.bytes(fact.hash()).bytes(fact.body());
            }
            case RecordAssessment given ->
                out.kind(Kind.ASSESSMENT)
                        .text(given.subject())
                        .text(given.id())
                        .flag(given.generatedId())
                        .text(given.set())
                        .number(given.cycle())
                        .text(given.indicator())
                        .kind(given.by())
                        .rational(given.points())
                        .bytes(given.hash())
                        .bytes(given.body());
            case Mark mark ->
                out.kind(Kind.MARK)
                        .text(mark.subject())
                        .text(mark.factId())
                        .kind(mark.kind())
                        .perhaps(mark.reason(), out::text)
                        .flag(mark.first());
            case WithdrawTitle withdrawal ->
                out.kind(Kind.TITLE_WITHDRAWAL)
                        .text(withdrawal.subject())
                        .text(withdrawal.serial())
                        .text(withdrawal.reason());
            case Rejudge again -> out.kind(Kind.REJUDGEMENT).text(again.subject());
            case PassTime passing -> out.kind(Kind.TIME).text(passing.subject());
            case Count count -> out.kind(Kind.COUNT).text(count.subject());
            case Refold again ->
                out.kind(Kind.REFOLDING)
                        .text(again.subject())
                        .text(again.title())
                        .number(again.cycle());
            case Undo undo ->
                out.kind(Kind.UNDOING)
                        .text(undo.subject())
                        .all(undo.ended(), out::text)
                        .all(undo.restored(), one -> out.text(one.serial()).kind(one.state()));
        }
    }

    private static Command command(WireReader in) {
        return switch (in.kind(Kind.class)) {
            case FACT -> new RecordFact(in.text(), in.flag(), fact(in), in.bytes(), in.bytes());
            case ASSESSMENT ->
                new RecordAssessment(
                        in.text(),
                        in.text(),
                        in.flag(),
                        in.text(),
                        in.number(),
                        in.text(),
                        in.kind(Assessor.class),
                        in.rational(),
                        in.bytes(),
                        in.bytes());
            case MARK -> new Mark(in.text(), in.text(), in.kind(MarkKind.class), in.perhaps(in::text), in.flag());
            case TITLE_WITHDRAWAL -> new WithdrawTitle(in.text(), in.text(), in.text());
            case REJUDGEMENT -> new Rejudge(in.text());
            case TIME -> new PassTime(in.text());
            case COUNT -> new Count(in.text());
            case REFOLDING -> new Refold(in.text(), in.text(), in.number());
            case UNDOING ->
                new Undo(in.text(), in.all(in::text), in.all(() -> new Restored(in.text(), in.kind(TitleState.class))));
        };
    }

    private static void write(WireWriter out, Fact fact) {
        out.text(fact.id())
                .text(fact.type())
                .perhaps(fact.course(), out::text)
                .perhaps(fact.title(), out::text)
                .perhaps(fact.startedAt(), out::moment)
                .moment(fact.endedAt())
                .perhaps(fact.validUntil(), out::moment)
                .perhaps(fact.hours(), out::rational)
                .perhaps(
                        fact.result(),
                        result -> out.perhaps(result.scaled(), out::rational).perhaps(result.passed(), out::flag))
                .all(
                        fact.skills(),
                        skill -> out.text(skill.framework())
                                .text(skill.component())
                                .number(skill.level()))
                .kind(fact.source().kind())
                .perhaps(fact.source().ref(), out::text)
                .flag(fact.verified());
    }

    private static Fact fact(WireReader in) {
        return new Fact(
                in.text(),
                in.text(),
                in.perhaps(in::text),
                in.perhaps(in::text),
                in.perhaps(in::moment),
                in.moment(),
                in.perhaps(in::moment),
                in.perhaps(in::rational),
                in.perhaps(() -> result(in)),
                in.all(() -> new Fact.Skill(in.text(), in.text(), in.number())),
                new Fact.Source(in.kind(Fact.Source.Kind.class), in.perhaps(in::text)),
                in.flag());
    }

    private static Fact.Result result(WireReader in) {
        return new Fact.Result(in.perhaps(in::rational), passed(in));
    }

    private static @Nullable Boolean passed(WireReader in) {
        return in.perhaps(in::flag);
    }
}
