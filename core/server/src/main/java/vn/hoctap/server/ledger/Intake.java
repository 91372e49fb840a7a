package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.ledger.AssessmentRows.NewAssessment;
import vn.hoctap.server.ledger.Command.Count;
import vn.hoctap.server.ledger.Command.Mark;
import vn.hoctap.server.ledger.Command.PassTime;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Command.Refold;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Command.Undo;
import vn.hoctap.server.ledger.Command.WithdrawTitle;
import vn.hoctap.server.ledger.Dossier.Known;
import vn.hoctap.server.ledger.FactRows.NewFact;
import vn.hoctap.server.ledger.MarkRows.NewMark;
import vn.hoctap.server.ledger.Receipt.Status;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleState;
import vn.hoctap.server.title.Transition;

/**
 * Takes submissions into a batch one after another, each as a whole or not at all: first every command is checked against
 * what is stored, what earlier submissions of the batch brought and what stands before it in its own submission; only
 * then are they applied.
 */
final class Intake {
    private final Map<String, Dossier> dossiers;
    private final RuleBook rules;
    private final Touching touching;
    private final Transition transition;
    private final Instant now;

    Intake(Map<String, Dossier> dossiers, RuleBook rules, Transition transition, Instant now) {
        this.dossiers = dossiers;
        this.rules = rules;
        this.touching = new Touching(rules, now);
        this.transition = transition;
        this.now = now;
    }

    /**
     * The status of each command, in order.
     *
     * @throws Refusal when one of them cannot be recorded; then none is
     */
    List<Status> take(Submission submission) {
        List<Status> statuses = new Check().all(submission.commands());
        for (int i = 0; i < statuses.size(); i++) {
            if (statuses.get(i) == Status.RECORDED) {
                apply(submission.commands().get(i), submission.by());
            }
        }
        return statuses;
    }

    private Dossier dossier(String subject, int index) {
        Dossier dossier = dossiers.get(subject);
        if (dossier == null) {
            throw new UnknownSubject(index, subject);
        }
        return dossier;
    }

    /** Sees the commands of one submission that it let pass, without applying them. */
    private final class Check {
        private record Item(String subject, String id) {
            /** There is one with every activity, and seldom two with the same id. */
            @Override
            public int hashCode() {
                return id.hashCode();
            }
        }

        private final Map<Item, Known> facts = new HashMap<>();
        private final Map<Item, byte[]> assessments = new HashMap<>();
        private final Map<Item, Boolean> withdrawnTitles = new HashMap<>();

        List<Status> all(List<Command> commands) {
            List<Status> statuses = new ArrayList<>(commands.size());
            for (int i = 0; i < commands.size(); i++) {
                statuses.add(one(commands.get(i), i));
            }
            return statuses;
        }

        private Status one(Command command, int index) {
            Dossier dossier = dossier(command.subject(), index);
            Item item = new Item(command.subject(), command.id());
            return switch (command) {
                case RecordFact fact -> {
                    Known stored = dossier.fact(item.id()).orElse(null);
                    Known before = facts.putIfAbsent(item, stored == null ? known(fact) : stored);
                    Known known = before == null ? stored : before;
                    yield compare(known == null ? null : known.hash(), fact.hash(), item, index);
                }
                case RecordAssessment given -> {
                    if (rules.title(given.set()).isEmpty()) {
                        throw new UnknownSet(index, given.set());
                    }
                    byte[] known = assessments.getOrDefault(
                            item, dossier.assessment(item.id()).orElse(null));
                    assessments.putIfAbsent(item, known == null ? given.hash() : known);
                    yield compare(known, given.hash(), item, index);
                }
                case Mark mark -> mark(mark, item, dossier, index);
                case WithdrawTitle withdrawal -> {
                    Title title = dossier.titles()
                            .find(withdrawal.serial())
                            .orElseThrow(() -> new UnknownTitle(index, withdrawal.serial()));
                    boolean again = withdrawnTitles.put(item, true) != null || title.state() == TitleState.WITHDRAWN;
                    if (!again && title.state() == TitleState.SUPERSEDED) {
                        throw new Conflict(index, title.serial(), "The title " + title.serial() + " is not live.");
                    }
                    yield again ? Status.DUPLICATE : Status.RECORDED;
                }
                case Rejudge again -> Status.RECORDED;
                case Refold again -> Status.RECORDED;
                case Undo undo -> Status.RECORDED;
                case PassTime passed -> Status.RECORDED;
                case Count count -> Status.RECORDED;
            };
        }

        private Status mark(Mark mark, Item item, Dossier dossier, int index) {
            Known known = Optional.ofNullable(facts.get(item))
                    .or(() -> dossier.fact(item.id()))
                    .orElseThrow(() -> new UnknownFact(index, item.id()));
            if (known.standing().says(mark.kind())) {
                return Status.DUPLICATE;
            }
            if (mark.first() && known.standing().verdict() != null) {
                throw new Conflict(index, item.id(), "Somebody has decided about the activity " + item.id() + ".");
            }
            if (known.standing().withdrawn()) {
                throw new Conflict(index, item.id(), "The activity " + item.id() + " is withdrawn.");
            }
            facts.put(item, marked(known, mark));
            return Status.RECORDED;
        }

        private static Status compare(byte @Nullable [] known, byte[] sent, Item item, int index) {
            if (known == null) {
                return Status.RECORDED;
            }
            if (!Arrays.equals(known, sent)) {
                throw new Conflict(index, item.id(), "The id " + item.id() + " is known with other content.");
            }
            return Status.DUPLICATE;
        }
    }

    private void apply(Command command, String by) {
        Dossier dossier = dossier(command.subject(), 0);
        switch (command) {
            case RecordFact fact -> {
                dossier.know(fact.id(), known(fact));
                dossier.add(new NewFact(dossier.key(), fact, by));
                touching.pairs(dossier, fact.fact().endedAt()).forEach(dossier::touch);
            }
            case RecordAssessment given -> {
                String title = rules.title(given.set()).orElseThrow();
                dossier.know(given.id(), given.hash());
                dossier.add(new NewAssessment(dossier.key(), title, given, by), now);
                dossier.touch(new Pair(title, given.cycle()));
            }
            case Mark mark -> {
                Known known = dossier.fact(mark.factId()).orElseThrow();
                dossier.know(mark.factId(), marked(known, mark));
                dossier.add(new NewMark(dossier.key(), mark, by));
                touching.pairs(dossier, known.endedAt()).forEach(dossier::refold);
            }
            case WithdrawTitle withdrawal -> {
                Title title = dossier.titles().find(withdrawal.serial()).orElseThrow();
                dossier.titles().put(transition.withdrawn(title, withdrawal.reason(), by));
                dossier.refold(new Pair(title.title(), title.cycle()));
            }
            case Rejudge again -> {
                touching.everything(dossier).forEach(dossier::refold);
                dossier.stir();
            }
            case Refold again -> {
                dossier.refold(new Pair(again.title(), again.cycle()));
                dossier.stir();
            }
            case Undo undo -> new Undoing(dossier, transition).take(undo);
            case PassTime passed -> {
                // The time has passed before anything was taken in.
            }
            case Count count -> {
                // The members were looked at before anything was taken in.
            }
        }
    }

    private static Known known(RecordFact fact) {
        return new Known(fact.hash(), fact.fact().endedAt(), FactStanding.UNMARKED);
    }

    private static Known marked(Known known, Mark mark) {
        return new Known(known.hash(), known.endedAt(), known.standing().and(mark.kind(), mark.reason()));
    }
}
