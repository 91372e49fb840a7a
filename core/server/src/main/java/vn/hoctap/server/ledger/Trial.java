package vn.hoctap.server.ledger;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Receipt.Status;
import vn.hoctap.server.title.Serials;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.Transition;

/**
 * What recording would do, found out by the recorder's own code on the same reading, without recording anything. It locks
 * and changes nothing; others may record meanwhile. Safe for use from any thread.
 */
public final class Trial {

    /** A title that somebody would gain or lose. */
    public record Change(
            String subject,
            String title,
            String set,
            int cycle,
            @Nullable String level,
            boolean gained) {}

    /** What the recorder would answer: a status, or why it would refuse. */
    public record Answer(@Nullable Status status, @Nullable Refusal refusal) {}

    /** @param answers one for each command, in order */
    public record Outcome(List<Answer> answers, List<Change> changes) {}

    private final Sql sql;
    private final Histories histories;
    private final Supplier<Rules> rules;
    private final InstantSource clock;
    private final Supplier<String> serials = new Serials();

    public Trial(Sql sql, Histories histories, Supplier<Rules> rules, InstantSource clock) {
        this.sql = sql;
        this.histories = histories;
        this.rules = rules;
        this.clock = clock;
    }

    /** Each command as a submission of its own. Whatever concerns one subject must be given at once. */
    public Outcome of(List<? extends Command> commands, String by) {
        return run(List.copyOf(commands), by, histories);
    }

    /** What would follow if the histories of these subjects, by their keys, were like this. */
    public List<Change> supposing(Map<Long, SubjectHistory> changed, String by) {
        List<Command> again = changed.values().stream()
                .<Command>map(history -> new Rejudge(history.id()))
                .toList();
        Histories supposed = (reading, keys) -> {
            Map<Long, SubjectHistory> all = new HashMap<>(histories.of(reading, keys));
            all.replaceAll((key, known) -> changed.getOrDefault(key, known));
            return all;
        };
        return run(again, by, supposed).changes();
    }

    private Outcome run(List<Command> commands, String by, Histories known) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RuleBook book = new RuleBook(rules.get());
        BatchReader reader = BatchReader.unlocked(sql, known, now);
        Map<String, Dossier> dossiers =
                reader.open(commands.stream().map(Command::subject).distinct().toList());
        reader.readKnown(dossiers, commands);
        Transition transition = new Transition(serials, now);
        Intake intake = new Intake(dossiers, book, transition, now);
        List<Answer> answers =
                commands.stream().map(command -> answer(intake, command, by)).toList();
        Judging judging = new Judging(
                book, transition, now, reader::entries, reader.headcounts(book, Integer.MAX_VALUE), PluginCode.CALLED);
        reader.readEntries(
                dossiers.values().stream().filter(judging::needsEntries).toList());
        judging.judge(dossiers.values());
        return new Outcome(
                answers, dossiers.values().stream().flatMap(Trial::changes).toList());
    }

    private static Answer answer(Intake intake, Command command, String by) {
        try {
            return new Answer(intake.take(Submission.of(command, by)).getFirst(), null);
        } catch (Refusal refusal) {
            return new Answer(null, refusal);
        }
    }

    private static Stream<Change> changes(Dossier dossier) {
        return Stream.concat(
                dossier.titles().added().stream().map(title -> change(dossier, title, true)),
                dossier.titles().changed().stream()
                        .filter(title -> !title.state().live())
                        .map(title -> change(dossier, title, false)));
    }

    private static Change change(Dossier dossier, Title title, boolean gained) {
        return new Change(dossier.history().id(), title.title(), title.set(), title.cycle(), title.level(), gained);
    }
}
