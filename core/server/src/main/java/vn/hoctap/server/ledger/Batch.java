package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.ledger.Command.Count;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Receipt.Status;
import vn.hoctap.server.title.TitleRecord;
import vn.hoctap.server.title.Transition;

/** Some submissions in one transaction: read, take in, fold, decide; what is to be written is sent later, by others. */
final class Batch {
    /** Of time passing for one subject in one batch; what is left is the timer's. */
    private static final int MAX_STEPS = 100;

    private final RuleBook rules;
    private final BatchReader reader;
    private final Opening opening;
    private final Supplier<String> serials;
    private final Instant now;
    private final PluginCode code;
    private final Headcounts headcounts;
    /** By the subjects' ids. */
    private Map<String, Dossier> dossiers = Map.of();

    private final Deferred news = new Deferred();
    private final Deferred rest = new Deferred();
    private final BatchWriter writer;

    Batch(RuleBook rules, BatchReader reader, Opening opening, Supplier<String> serials, PluginCode code) {
        this.rules = rules;
        this.reader = reader;
        this.opening = opening;
        this.serials = serials;
        this.now = opening.now();
        this.code = code;
        this.writer = new BatchWriter(news, rest, now, code);
        this.headcounts = reader.headcounts(rules, Headcounts.WRITTEN);
    }

    /** What it knew when it ended, of all its subjects. */
    Collection<Dossier> dossiers() {
        return dossiers.values();
    }

    /** What to answer to a submission once the transaction is committed. */
    sealed interface Answer {
        record Recorded(List<Receipt> receipts) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /**
     * Judges what follows from facts alone; empty when time has passed for somebody, and for collectives, of whom nothing is
     * remembered.
     */
    Optional<Prepared> prepare(List<Submission> submissions) {
        dossiers = opening.open(commands(submissions));
        if (dossiers.values().stream().anyMatch(dossier -> isLate(dossier) || !dossier.isCitizen())) {
            return Optional.empty();
        }
        return Optional.of(judged(submissions));
    }

    /** Judges whatever is to be done, and lets time pass first. */
    Prepared rehearse(List<Submission> submissions) {
        dossiers = opening.open(commands(submissions));
        passTime();
        return judged(submissions);
    }

    private Prepared judged(List<Submission> submissions) {
        List<Dossier> sorted = sorted();
        List<Answer> answers = judge(submissions, sorted);
        write(sorted);
        return new Prepared(answers, news, rest, writer.written());
    }

    private static List<Command> commands(List<Submission> submissions) {
        return submissions.stream().flatMap(s -> s.commands().stream()).toList();
    }

    /** By subject, which keeps the index pages few, and whoever sorts again finds it done. */
    private List<Dossier> sorted() {
        return dossiers.values().stream()
                .sorted(Comparator.comparingLong(Dossier::key))
                .toList();
    }

    private List<Answer> judge(List<Submission> submissions, List<Dossier> sorted) {
        Transition transition = new Transition(serials, now);
        headcounts.recount(dossiers.values().stream()
                .filter(dossier -> isCounted(dossier, submissions))
                .toList());
        Intake intake = new Intake(dossiers, rules, transition, now);
        List<Taken> taken = submissions.stream().map(s -> take(s, intake)).toList();
        writer.append(sorted);
        judge(sorted, new Judging(rules, transition, now, reader::entries, headcounts, code));
        return taken.stream().map(this::answer).toList();
    }

    private static boolean isCounted(Dossier dossier, List<Submission> submissions) {
        return !dossier.isCitizen()
                && commands(submissions).stream()
                        .anyMatch(command -> command instanceof Count
                                && command.subject().equals(dossier.history().id()));
    }

    private boolean isLate(Dossier dossier) {
        return dossier.due().filter(due -> !due.isAfter(now)).isPresent();
    }

    /**
     * First lets what time alone has changed since the last decision take effect, moment by moment, each as of itself: so
     * it does not matter whether the timer or a new fact comes first, or how late.
     */
    private void passTime() {
        for (int step = 0; step < MAX_STEPS; step++) {
            List<Dossier> late = dossiers.values().stream().filter(this::isLate).toList();
            if (late.isEmpty()) {
                break;
            }
            passTime(late);
            late.forEach(dossier -> dossiers.put(dossier.history().id(), dossier.next()));
        }
    }

    private void passTime(List<Dossier> late) {
        Map<Instant, List<Dossier>> moments = late.stream()
                .collect(Collectors.groupingBy(dossier -> dossier.due().orElseThrow()));
        moments.forEach((at, some) -> {
            Judging judging = new Judging(rules, new Transition(serials, at), at, reader::entries, headcounts, code);
            some.forEach(judging::passTime);
            some.forEach(Dossier::turn);
            judge(some, judging);
        });
        write(late);
    }

    private void write(Collection<Dossier> dossiers) {
        writer.writeHeadcounts(dossiers);
        writer.writeProgress(dossiers);
        writer.writeTitles(dossiers);
        writer.writeDue(dossiers);
        writer.writeOutbox(dossiers);
    }

    private void judge(Collection<Dossier> some, Judging judging) {
        readEntries(some.stream().filter(judging::needsEntries).toList());
        judging.judge(some);
        readEntries(some.stream()
                .filter(dossier -> !dossier.titles().added().isEmpty())
                .filter(dossier -> dossier.entries().isEmpty())
                .toList());
    }

    private sealed interface Taken {
        record In(Submission submission, List<Status> statuses) implements Taken {}

        record Out(Refusal refusal) implements Taken {}
    }

    private static Taken take(Submission submission, Intake intake) {
        try {
            return new Taken.In(submission, intake.take(submission));
        } catch (Refusal refusal) {
            return new Taken.Out(refusal);
        }
    }

    private void readEntries(List<Dossier> needing) {
        if (!needing.isEmpty()) {
            reader.readEntries(needing);
        }
    }

    private Answer answer(Taken taken) {
        return switch (taken) {
            case Taken.Out out -> new Answer.Refused(out.refusal());
            case Taken.In in -> new Answer.Recorded(receipts(in));
        };
    }

    private List<Receipt> receipts(Taken.In in) {
        List<Command> commands = in.submission().commands();
        Map<Integer, List<TitleRecord>> titles = titles(in);
        List<Receipt> receipts = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            receipts.add(
                    new Receipt(command.id(), told(command, in.statuses().get(i)), titles.getOrDefault(i, List.of())));
        }
        return receipts;
    }

    /** A subject's new titles stand at its last command, in each submission that brought something new about it. */
    private Map<Integer, List<TitleRecord>> titles(Taken.In in) {
        List<Command> commands = in.submission().commands();
        Map<String, Integer> last = new HashMap<>();
        Set<String> moved = new HashSet<>();
        for (int i = 0; i < commands.size(); i++) {
            String subject = commands.get(i).subject();
            Dossier dossier = dossiers.get(subject);
            if (dossier != null && !dossier.titles().added().isEmpty()) { // few earn one
                last.put(subject, i);
                if (in.statuses().get(i) == Status.RECORDED) {
                    moved.add(subject);
                }
            }
        }
        last.keySet().retainAll(moved);
        Map<Integer, List<TitleRecord>> titles = new HashMap<>();
        last.forEach((subject, index) -> titles.put(index, awarded(dossiers.get(subject))));
        return titles;
    }

    /** An id that was made for one command alone is known already when its first attempt was committed unseen. */
    private static Status told(Command command, Status status) {
        boolean ours = switch (command) {
            case RecordFact fact -> fact.generatedId();
            case RecordAssessment assessment -> assessment.generatedId();
            default -> false;
        };
        return ours && status == Status.DUPLICATE ? Status.RECORDED : status;
    }

    private List<TitleRecord> awarded(@Nullable Dossier dossier) {
        return dossier == null
                ? List.of()
                : dossier.titles().added().stream()
                        .map(title -> title.shown(dossier.history().id(), now))
                        .toList();
    }
}
