package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
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

    private static final int FEW = 2;

    private final long key;
    private final SubjectHistory history;
    private final TitleFile titles;
    private final List<Matter> matters;
    private final Instant readAt;
    private final boolean inAir;

    // Most subjects of a batch bring one fact and nothing else, and there are many: what is not needed is not made.
    private Map<String, Known> facts = Map.of();
    private Map<String, byte[]> assessments = Map.of();
    private Set<Instant> learnedAt = Set.of();
    private Set<Pair> assessedPairs = Set.of();

    private final List<NewFact> newFacts = new ArrayList<>(FEW);
    private List<NewAssessment> newAssessments = List.of();
    private List<NewMark> newMarks = List.of();
    private final List<Entry> newEntries = new ArrayList<>(FEW);
    private @Nullable Rollcall rollcall;
    private boolean stirred;
    private boolean turned;
    private @Nullable Boolean dated;
    private @Nullable List<Entry> entries;
    private @Nullable Instant due;
    private @Nullable Instant nextDue;

    /**
     * @param matters all that has progress; grows
     * @param readAt when the history was read
     * @param inAir whether it comes from a batch that may not be committed yet
     */
    Dossier(long key, SubjectHistory history, TitleFile titles, List<Matter> matters, Instant readAt, boolean inAir) {
        this.key = key;
        this.history = history;
        this.titles = titles;
        this.matters = matters;
        this.readAt = readAt;
        this.inAir = inAir;
    }

    /** As it would be read once all of this is written. */
    Dossier next() {
        List<Matter> after = new ArrayList<>();
        matters.forEach(matter -> matter.next().ifPresent(after::add));
        Dossier next = new Dossier(key, history, new TitleFile(titles.all()), after, readAt, inAir);
        next.facts = facts;
        next.assessments = assessments;
        next.learnedAt = learnedAt;
        next.assessedPairs = assessedPairs;
        next.rollcall = rollcall == null ? null : rollcall.next();
        next.due = nextDue;
        next.nextDue = nextDue;
        return next;
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

    /** All that is stored or was touched; those that were stored come first. */
    List<Matter> matters() {
        return matters;
    }

    private Matter matter(Pair pair) {
        for (Matter matter : matters) {
            if (matter.pair().equals(pair)) {
                return matter;
            }
        }
        Matter added = Matter.unknown(pair);
        matters.add(added);
        return added;
    }

    Instant readAt() {
        return readAt;
    }

    /** What the database has of it may be older. */
    boolean isInAir() {
        return inAir;
    }

    Optional<Known> fact(String id) {
        return Optional.ofNullable(facts.get(id));
    }

    Optional<byte[]> assessment(String id) {
        return Optional.ofNullable(assessments.get(id));
    }

    void know(String fact, Known known) {
        if (facts.isEmpty()) {
            facts = Map.of(fact, known);
            return;
        }
        facts = facts.size() == 1 ? new HashMap<>(facts) : facts;
        facts.put(fact, known);
    }

    void know(String assessment, byte[] hash) {
        assessments = assessments.isEmpty() ? new HashMap<>(FEW) : assessments;
        assessments.put(assessment, hash);
    }

    /** When the stored facts ended; known of a subject that is to be judged anew. */
    Set<Instant> learnedAt() {
        return learnedAt;
    }

    void learnedAt(Instant endedAt) {
        learnedAt = learnedAt.isEmpty() ? new LinkedHashSet<>() : learnedAt;
        learnedAt.add(endedAt);
    }

    /** What the stored assessments are for; known of a subject that is to be judged anew. */
    Set<Pair> assessedPairs() {
        return assessedPairs;
    }

    void assessed(Pair pair) {
        assessedPairs = assessedPairs.isEmpty() ? new LinkedHashSet<>() : assessedPairs;
        assessedPairs.add(pair);
    }

    void add(NewFact fact) {
        newFacts.add(fact);
        newEntries.add(new Entry.Learned(fact.fact()));
    }

    void add(NewAssessment assessment, Instant now) {
        newAssessments = newAssessments.isEmpty() ? new ArrayList<>() : newAssessments;
        newAssessments.add(assessment);
        newEntries.add(assessment.entry(now));
    }

    void add(NewMark mark) {
        newMarks = newMarks.isEmpty() ? new ArrayList<>() : newMarks;
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

    /** What is counted of its members; null: nobody does. */
    @Nullable
    Rollcall rollcall() {
        return rollcall;
    }

    void rollcall(Rollcall read) {
        rollcall = read;
    }

    Rollcall ownRollcall() {
        Rollcall own = rollcall == null ? new Rollcall(List.of()) : rollcall;
        rollcall = own;
        return own;
    }

    /** What its members add to its entries for this title and cycle. */
    List<Entry> members(Pair pair) {
        return rollcall == null
                ? List.of()
                : rollcall.of(pair).map(Headcount::entry).map(List::of).orElse(List.of());
    }

    /** Whether it is somebody without titles about whom the batch brings facts and nothing else. */
    boolean hasOnlyLearned() {
        return isCitizen()
                && !newFacts.isEmpty()
                && newAssessments.isEmpty()
                && newMarks.isEmpty()
                && !stirred
                && !turned
                && titles.isEmpty();
    }

    /** Something changed that followers may look at. */
    void stir() {
        stirred = true;
    }

    /** The subject itself is not what it was. */
    void turn() {
        turned = true;
    }

    /** Whether what collectives count of it may be something else. */
    boolean isTurned() {
        return turned || !titles.added().isEmpty() || !titles.changed().isEmpty();
    }

    boolean wasStirred() {
        return stirred;
    }

    boolean isCitizen() {
        return history.kind() == SubjectKind.CITIZEN;
    }

    /** What the stored progress does not hold yet. */
    List<Entry> newEntries() {
        return newEntries;
    }

    void touch(Pair pair) {
        matter(pair).touch();
    }

    void refold(Pair pair) {
        matter(pair).refold();
    }

    /** Whether something dated about the subject lies ahead, as far as it was asked. */
    Optional<Boolean> dated() {
        return Optional.ofNullable(dated);
    }

    void dated(boolean ahead) {
        dated = ahead;
    }

    boolean isJudged() {
        for (Matter matter : matters) {
            if (matter.isJudged()) {
                return true;
            }
        }
        return false;
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
