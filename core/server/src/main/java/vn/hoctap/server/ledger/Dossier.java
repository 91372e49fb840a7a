package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.decision.Standing;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.ledger.AssessmentRows.NewAssessment;
import vn.hoctap.server.ledger.FactRows.NewFact;
import vn.hoctap.server.ledger.MarkRows.NewMark;
import vn.hoctap.server.title.TitleFile;

/** Everything about one subject while a batch works on it. What was read stays true, or the batch fails. */
final class Dossier {
    /** What is known of one fact: its content and where it stands. */
    @SuppressWarnings("ArrayRecordComponent") // bytes for the database; nobody compares these records
    record Known(byte[] hash, Instant endedAt, FactStanding standing) {}

    private final long key;
    private final SubjectHistory history;
    private final TitleFile titles;
    private final Map<Pair, ProgressRow> rows;
    private final Map<Pair, Standing> standings;
    private final Instant readAt;
    private final boolean inAir;
    private final Map<String, Known> facts = new HashMap<>();
    private final Map<String, byte[]> assessments = new HashMap<>();
    private final Set<Instant> learnedAt = new LinkedHashSet<>();
    private final Set<Pair> assessedPairs = new LinkedHashSet<>();

    private final List<NewFact> newFacts = new ArrayList<>();
    private final List<NewAssessment> newAssessments = new ArrayList<>();
    private final List<NewMark> newMarks = new ArrayList<>();
    private final List<Entry> newEntries = new ArrayList<>();
    private final Set<Pair> touched = new LinkedHashSet<>();
    private final Set<Pair> refolded = new LinkedHashSet<>();
    private final Map<Pair, Optional<Judge>> judges = new HashMap<>();
    private final Map<Pair, ProgressRow> written = new HashMap<>();
    private final Map<Pair, Verdict> verdicts = new LinkedHashMap<>();
    private @Nullable Boolean dated;
    private @Nullable List<Entry> entries;
    private @Nullable Instant due;
    private @Nullable Instant nextDue;

    /**
     * @param rows as they are stored
     * @param standings what they stand for, where it is at hand
     * @param readAt when the history was read
     * @param inAir whether it comes from a batch that may not be committed yet
     */
    Dossier(
            long key,
            SubjectHistory history,
            TitleFile titles,
            Map<Pair, ProgressRow> rows,
            Map<Pair, Standing> standings,
            Instant readAt,
            boolean inAir) {
        this.key = key;
        this.history = history;
        this.titles = titles;
        this.rows = rows;
        this.standings = standings;
        this.readAt = readAt;
        this.inAir = inAir;
    }

    long key() {
        return key;
    }

    SubjectHistory history() {
        return history;
    }

    TitleFile titles() {
        return titles;
    }

    Map<Pair, ProgressRow> rows() {
        return rows;
    }

    Instant readAt() {
        return readAt;
    }

    /** What the database has of it may be older. */
    boolean isInAir() {
        return inAir;
    }

    Map<Pair, Standing> standings() {
        return standings;
    }

    /** The rows as this batch writes them. */
    Map<Pair, ProgressRow> written() {
        return written;
    }

    /** Who judges, as far as it was asked. */
    Map<Pair, Optional<Judge>> judges() {
        return judges;
    }

    Optional<Known> fact(String id) {
        return Optional.ofNullable(facts.get(id));
    }

    Optional<byte[]> assessment(String id) {
        return Optional.ofNullable(assessments.get(id));
    }

    void know(String fact, Known known) {
        facts.put(fact, known);
    }

    void know(String assessment, byte[] hash) {
        assessments.put(assessment, hash);
    }

    /** When the stored facts ended; known of a subject that is to be judged anew. */
    Set<Instant> learnedAt() {
        return learnedAt;
    }

    /** What the stored assessments are for; known of a subject that is to be judged anew. */
    Set<Pair> assessedPairs() {
        return assessedPairs;
    }

    void add(NewFact fact) {
        newFacts.add(fact);
        newEntries.add(new Entry.Learned(fact.fact()));
    }

    void add(NewAssessment assessment, Instant now) {
        newAssessments.add(assessment);
        newEntries.add(assessment.entry(now));
    }

    void add(NewMark mark) {
        newMarks.add(mark);
    }

    List<NewFact> newFacts() {
        return newFacts;
    }

    List<NewAssessment> newAssessments() {
        return newAssessments;
    }

    List<NewMark> newMarks() {
        return newMarks;
    }

    /** Whether something new waits for an officer, or an officer or the learner has said something of what did. */
    boolean movesQueue() {
        return !newMarks.isEmpty()
                || newFacts.stream().anyMatch(fact -> !fact.fact().verified());
    }

    /** What the stored progress does not hold yet. */
    List<Entry> newEntries() {
        return newEntries;
    }

    void touch(Pair pair) {
        touched.add(pair);
    }

    /** To be folded from all entries: something other than a new entry changed. */
    void refold(Pair pair) {
        touched.add(pair);
        refolded.add(pair);
    }

    Set<Pair> touched() {
        return touched;
    }

    boolean isRefolded(Pair pair) {
        return refolded.contains(pair);
    }

    /** Who judges the subject does not change within a batch, and is asked more than once. */
    Optional<Judge> judge(Pair pair, BiFunction<SubjectHistory, Pair, Optional<Judge>> search) {
        return judges.computeIfAbsent(pair, p -> search.apply(history, p));
    }

    /** Whether something dated about the subject lies ahead, as far as it was asked. */
    Optional<Boolean> dated() {
        return Optional.ofNullable(dated);
    }

    void dated(boolean ahead) {
        dated = ahead;
    }

    /** The outcome of this batch for each pair that was judged. */
    Map<Pair, Verdict> verdicts() {
        return verdicts;
    }

    /** Whether something could not be judged because the code of a plugin is in quarantine. */
    boolean isWithheld() {
        for (Verdict verdict : verdicts.values()) {
            if (verdict instanceof Verdict.Withheld) {
                return true;
            }
        }
        return false;
    }

    /** Pairs of this batch for which nothing is stored by now. */
    Set<Pair> undecided() {
        Set<Pair> undecided = new LinkedHashSet<>(verdicts.keySet());
        undecided.removeAll(written.keySet());
        return undecided;
    }

    /** When time alone changes something next, as it is stored. */
    Optional<Instant> due() {
        return Optional.ofNullable(due);
    }

    void due(Instant stored) {
        due = stored;
        nextDue = stored;
    }

    /** The same as it is known by now. */
    Optional<Instant> nextDue() {
        return Optional.ofNullable(nextDue);
    }

    void nextDue(Optional<Instant> next) {
        nextDue = next.orElse(null);
    }

    /** All entries of the subject, those of this batch included; absent until somebody needed them. */
    Optional<List<Entry>> entries() {
        return Optional.ofNullable(entries);
    }

    void entries(List<Entry> all) {
        entries = all;
    }
}
