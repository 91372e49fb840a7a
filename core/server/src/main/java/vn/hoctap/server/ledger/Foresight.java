package vn.hoctap.server.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.Refold;
import vn.hoctap.server.ledger.Verdict.Decided;
import vn.hoctap.server.title.Serials;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.Transition;

/**
 * What judging by these rules would do to titles, found out by the recorder's own code on the same reading, without
 * recording anything. It locks and changes nothing. Safe for use from any thread.
 */
public final class Foresight {
    private static final String NOBODY = "foresight";

    /**
     * How a subject would stand for one title and cycle.
     *
     * @param decision empty: no set judges, or its plugin's code throws
     * @param before the live title as it is stored
     * @param after the live title as it would be
     */
    public record Outlook(
            long key,
            String title,
            int cycle,
            Optional<Decision> decision,
            @Nullable Title before,
            @Nullable Title after) {}

    private final Sql sql;
    private final Histories histories;
    private final RuleBook rules;
    private final InstantSource clock;
    private final Supplier<String> serials = new Serials();

    public Foresight(Sql sql, Histories histories, Rules rules, InstantSource clock) {
        this.sql = sql;
        this.histories = histories;
        this.rules = new RuleBook(rules);
        this.clock = clock;
    }

    /** All that would be decided, also of titles that stand on those asked for. A subject's commands are given at once. */
    public List<Outlook> of(List<Refold> commands) {
        if (commands.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        BatchReader reader = BatchReader.unlocked(sql, histories, now);
        Map<String, Dossier> dossiers =
                reader.open(commands.stream().map(Command::subject).distinct().toList());
        Map<Long, List<Title>> stored = new HashMap<>();
        dossiers.values()
                .forEach(dossier -> stored.put(dossier.key(), dossier.titles().all()));
        Transition transition = new Transition(serials, now);
        Intake intake = new Intake(dossiers, rules, transition, now);
        commands.stream()
                .filter(command -> dossiers.containsKey(command.subject()))
                .forEach(command -> intake.take(Submission.of(command, NOBODY)));
        Judging judging = new Judging(
                rules,
                transition,
                now,
                reader::entries,
                reader.headcounts(rules, Integer.MAX_VALUE),
                PluginCode.CALLED);
        reader.readEntries(
                dossiers.values().stream().filter(judging::needsEntries).toList());
        judging.judge(dossiers.values());
        return dossiers.values().stream()
                .flatMap(dossier -> outlooks(dossier, stored.getOrDefault(dossier.key(), List.of())))
                .toList();
    }

    private static Stream<Outlook> outlooks(Dossier dossier, List<Title> stored) {
        return dossier.matters().stream()
                .filter(Matter::isJudged)
                .map(judged -> new Outlook(
                        dossier.key(),
                        judged.pair().title(),
                        judged.pair().cycle(),
                        judged.verdict() instanceof Decided decided
                                ? Optional.of(decided.decision())
                                : Optional.empty(),
                        live(stored, judged.pair()),
                        live(dossier.titles().all(), judged.pair())));
    }

    private static @Nullable Title live(List<Title> titles, Pair pair) {
        return titles.stream()
                .filter(title ->
                        title.isOf(pair.title(), pair.cycle()) && title.state().live())
                .findFirst()
                .orElse(null);
    }
}
