package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.criteria.CriteriaSet.Recognition;
import vn.hoctap.engine.decision.Circumstances;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Horizon;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.Progress;
import vn.hoctap.server.ledger.SubjectFile.Arrival;
import vn.hoctap.server.plugin.guard.Quarantined;
import vn.hoctap.server.title.Title;
import vn.hoctap.server.title.TitleFile;
import vn.hoctap.server.title.TitleState;
import vn.hoctap.server.title.Transition;

/** Recomputes what is stored of one subject, each row as of the moment at which it was decided. */
final class SubjectCheck {
    private final SubjectFile file;
    private final PublishedSets sets;
    private final Instant now;
    private final List<Difference> differences = new ArrayList<>();
    /** When time alone changes what was decided. */
    private final List<Instant> changes = new ArrayList<>();

    SubjectCheck(SubjectFile file, PublishedSets sets, Instant now) {
        this.file = file;
        this.sets = sets;
        this.now = now;
    }

    List<Difference> differences() {
        file.altered()
                .forEach(id -> differences.add(new Difference(
                        file.id(), null, null, id + " with other content than was received", "what was received")));
        file.rows().stream()
                .filter(row -> !file.counting().contains(row.pair()))
                .forEach(row -> unlessWithheld(row.pair(), () -> row(row)));
        missingRows();
        new TitleCheck(file, sets, now, this::differs).all();
        due();
        return differences;
    }

    /** What cannot be recomputed because the code of a plugin is in quarantine is not known to be right. */
    private void unlessWithheld(Pair pair, Runnable check) {
        try {
            check.run();
        } catch (Quarantined stopped) {
            differs(pair, "a decision", "nothing that can be told: " + stopped.getMessage());
        }
    }

    /** What time alone changes is noted, or somebody would wait for it in vain; what is overdue already is waited for. */
    private void due() {
        file.titles().stream()
                .filter(title -> title.state().live())
                .flatMap(title -> Stream.ofNullable(title.validUntil()))
                .forEach(changes::add);
        Optional<Instant> first = changes.stream().min(Comparator.naturalOrder());
        boolean late = first.isPresent()
                && file.due()
                        .filter(due -> !due.isAfter(first.get()) || !due.isAfter(now))
                        .isEmpty();
        if (late) {
            String stored = file.due().map(due -> "due at " + due).orElse("never due");
            differences.add(new Difference(file.id(), null, null, stored, "due at " + first.get()));
        }
    }

    private void differs(Pair pair, String stored, String right) {
        differences.add(new Difference(file.id(), pair.title(), pair.cycle(), stored, right));
    }

    private void row(ProgressRow row) {
        CriteriaRegistry registry = sets.at(row.asOf(), row);
        Optional<Judge> judge =
                registry.judge(file.history(), row.pair().title(), row.pair().cycle(), row.asOf());
        if (judge.filter(j -> row.isUnder(j.set())).isEmpty()) {
            String right = judge.map(j -> "set " + j.set().id() + " " + j.set().version())
                    .orElse("no judging set");
            differs(row.pair(), "progress under set " + row.set() + " " + row.version(), right);
            return;
        }
        Folder folder = sets.folder(judge.get().set(), row.pair().cycle());
        Progress all = folder.all(file.entries());
        SortedMap<Instant, Set<String>> later =
                isStored(row, folder, all) ? Collections.emptySortedMap() : file.factsAfter(row.asOf());
        Progress then = later.isEmpty() ? all : folder.all(without(later.values()));
        if (isStored(row, folder, then)) {
            compareLag(row, folder, then, later.values());
        } else {
            differs(
                    row.pair(),
                    "another progress state",
                    "what " + file.entries().size() + " entries add up to");
        }
        String title = row.pair().title();
        Circumstances circumstances = circumstances(title, row.asOf());
        Decision decision = Decider.decide(folder, judge.get().state(), then, circumstances);
        compareDecision(row, decision);
        if (!later.isEmpty()) {
            circumstances = circumstances(title, later.lastKey());
            decision = Decider.decide(folder, judge.get().state(), all, circumstances);
            compareResult(row, decision);
        }
        Horizon.of(folder, all, circumstances).ifPresent(changes::add);
        registry.judgeChanges(file.history(), title, row.pair().cycle(), row.asOf())
                .ifPresent(changes::add);
        compareTitles(row, decision, judge.get());
    }

    private List<Entry> without(Collection<Set<String>> facts) {
        Set<String> ids = new HashSet<>();
        facts.forEach(ids::addAll);
        return file.entries().stream()
                .filter(entry -> !(entry instanceof Entry.Learned learned
                        && ids.contains(learned.fact().id())))
                .toList();
    }

    /** What has come since may be left out of what is stored, where the row says so, and not by any number of batches (decision 38). */
    private void compareLag(ProgressRow row, Folder folder, Progress then, Collection<Set<String>> later) {
        Progress progress = then;
        int batches = 0;
        for (Set<String> batch : later) {
            Progress before = progress;
            for (Entry entry : file.entries()) {
                if (entry instanceof Entry.Learned learned
                        && batch.contains(learned.fact().id())) {
                    progress = folder.add(progress, entry);
                }
            }
            batches += progress.equals(before) ? 0 : 1;
        }
        if (batches > (row.mayLag() ? Matter.MOST_LAG : 0)) {
            differs(row.pair(), "progress that misses " + batches + " batches", "one that misses fewer");
        }
    }

    private static boolean isStored(ProgressRow row, Folder folder, Progress progress) {
        try {
            return folder.read(row.state()).equals(progress);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private Circumstances circumstances(String title, Instant asOf) {
        TitleFile titles = new TitleFile(file.titles().stream()
                .flatMap(t -> t.at(asOf, firstState(t)).stream())
                .toList());
        return new Circumstances(titles.holdings(asOf), titles.heldLevel(title, asOf), asOf);
    }

    private TitleState firstState(Title title) {
        return sets.find(title.set(), title.version())
                .filter(set -> set.recognition() == Recognition.DECISION)
                .map(set -> TitleState.ELIGIBLE)
                .orElse(TitleState.AWARDED);
    }

    private void compareDecision(ProgressRow row, Decision decision) {
        String stored = said(row.outcome().name(), row.level(), row.total().toString());
        String right = said(
                decision.outcome().name(),
                decision.level().orElse(null),
                decision.total().toString());
        if (!stored.equals(right)) {
            differs(row.pair(), stored, right);
        }
    }

    /** Points may differ, as long as no list can tell. */
    private void compareResult(ProgressRow row, Decision decision) {
        if (row.outcome() != decision.outcome()
                || !Objects.equals(row.level(), decision.level().orElse(null))
                || !Standings.areListedAlike(row.total(), decision.total())) {
            compareDecision(row, decision);
        }
    }

    private static String said(String outcome, @Nullable String level, String total) {
        return outcome + (level == null ? "" : " " + level) + " with " + total + " points";
    }

    /** The rules of transition change nothing exactly when the titles are right already. */
    private void compareTitles(ProgressRow row, Decision decision, Judge judge) {
        List<Title> own = file.titles().stream()
                .filter(title -> title.isOf(row.pair().title(), row.pair().cycle()))
                .toList();
        List<Title> changes = new Transition(() -> "new", row.asOf()).after(decision, judge.set(), own);
        Map<String, Title> before = new HashMap<>();
        own.forEach(title -> before.put(title.serial(), title));
        for (Title change : changes) {
            differs(row.pair(), titled(before.get(change.serial())), titled(change));
        }
    }

    private static String titled(@Nullable Title title) {
        if (title == null) {
            return "no title";
        }
        String level = title.level() == null ? "" : ", level " + title.level();
        String flag = title.flag() == null ? "" : ", flagged";
        return "a title %s under %s %s%s%s".formatted(title.state(), title.set(), title.version(), level, flag);
    }

    /** Whatever was recorded while a set judged the subject has left a row, unless later versions judge it no more. */
    private void missingRows() {
        Map<Pair, Instant> expected = new LinkedHashMap<>();
        CriteriaRegistry current = sets.at(now);
        for (Arrival arrival : file.arrivals()) {
            CriteriaRegistry then = sets.at(arrival.recordedAt());
            for (Pair pair : pairs(arrival, then)) {
                if (judges(then, pair, arrival.recordedAt()) && judges(then, pair, now) && judges(current, pair, now)) {
                    expected.putIfAbsent(pair, arrival.recordedAt());
                }
            }
        }
        file.rows().forEach(row -> expected.remove(row.pair()));
        file.counting().forEach(expected::remove);
        expected.keySet().forEach(pair -> differs(pair, "no progress", "progress, for something was recorded"));
    }

    private boolean judges(CriteriaRegistry registry, Pair pair, Instant moment) {
        return registry.judge(file.history(), pair.title(), pair.cycle(), moment)
                .isPresent();
    }

    private List<Pair> pairs(Arrival arrival, CriteriaRegistry registry) {
        return switch (arrival) {
            case Arrival.OfAssessment assessment -> List.of(assessment.pair());
            case Arrival.OfFact fact ->
                registry.cycles(file.history().kind(), fact.endedAt()).stream()
                        .flatMap(cycle ->
                                registry.titles(file.history().kind()).stream().map(title -> new Pair(title, cycle)))
                        .toList();
        };
    }
}
