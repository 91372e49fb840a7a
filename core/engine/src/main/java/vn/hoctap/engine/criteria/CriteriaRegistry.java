package vn.hoctap.engine.criteria;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectState;

/**
 * All published sets with the part of the tree that each holds for, and the answer to <em>which set judges whom</em>: of
 * the sets that award the title, the one whose audience holds and whose scope is nearest above the subject's place.
 * Immutable; a change of plugins makes a new registry.
 */
public final class CriteriaRegistry {

    /**
     * @param scope the organisational unit for which the set was installed; null is the whole tree
     * @param code tells the code of plugins by which the set counts from any other; empty: it counts by none
     */
    public record Installed(CriteriaSet set, @Nullable String scope, String code) {
        public Installed(CriteriaSet set, @Nullable String scope) {
            this(set, scope, "");
        }
    }

    /** The set that judges, and the state of the subject that decided so. */
    public record Judge(CriteriaSet set, SubjectState state) {}

    private record Candidate(Judge judge, int distance) {}

    private static final Comparator<Candidate> NEAREST = Comparator.comparingInt(Candidate::distance)
            .thenComparing(c -> c.judge().set().place() != CriteriaSet.Place.WORKPLACE)
            .thenComparing(c -> c.judge().set().id());
    /** Facts may lie in any year; whoever sends ever new ones must not fill the memory. */
    private static final int MAX_REMEMBERED = 1_000;

    /** What of a subject a set looks at. */
    private record View(LocalDate date, LocalDate ageAt, CriteriaSet.Place place) {
        static View of(CriteriaSet set, int cycle, Instant now) {
            return new View(set.cycle().stateDate(cycle, now), set.cycle().referenceDate(cycle), set.place());
        }
    }

    private record Sought(String title, SubjectKind kind, int cycle) {}

    private final List<Installed> installed;
    private final Map<Sought, List<Installed>> inForce = new ConcurrentHashMap<>();

    public CriteriaRegistry(Collection<Installed> installed) {
        this.installed = installed.stream().filter(i -> !i.set().isAbstract()).toList();
    }

    public List<Installed> installed() {
        return installed;
    }

    /** The titles that somebody of this kind can earn, in alphabetical order. */
    public Set<String> titles(SubjectKind kind) {
        return installed.stream()
                .map(Installed::set)
                .filter(set -> set.subject() == kind)
                .map(CriteriaSet::awards)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The cycles, by the zones of the sets for this kind, in which a moment may lie; nearly always one. */
    public Set<Integer> cycles(SubjectKind kind, Instant moment) {
        return installed.stream()
                .map(Installed::set)
                .filter(set -> set.subject() == kind)
                .map(set -> set.cycle().yearOf(moment))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The later cycles that a fact may move beside its own: those up to {@code now}, where some set counts what is held
     * over the years, such as certificates.
     */
    public Set<Integer> laterCycles(SubjectKind kind, Instant moment, Instant now) {
        Set<Integer> later = new TreeSet<>();
        installed.stream()
                .map(Installed::set)
                .filter(set -> set.subject() == kind)
                .filter(set -> set.ways().stream().anyMatch(way -> way.window() == Way.Window.HELD))
                .map(CriteriaSet::cycle)
                .forEach(rule -> IntStream.rangeClosed(rule.yearOf(moment) + 1, rule.yearOf(now))
                        .forEach(later::add));
        return later;
    }

    /** The set that judges the subject for this title and cycle as seen at {@code now}; empty: none does. */
    public Optional<Judge> judge(SubjectHistory subject, String title, int cycle, Instant now) {
        Map<View, SubjectState> states = new HashMap<>();
        return inForce(new Sought(title, subject.kind(), cycle)).stream()
                .flatMap(i -> candidate(i, subject, View.of(i.set(), cycle, now), states).stream())
                .min(NEAREST)
                .map(Candidate::judge);
    }

    /**
     * The first moment after {@code now} at which {@link #judge} may answer otherwise, because something dated of the
     * subject takes effect. After the cycle's reference date nothing does.
     */
    public Optional<Instant> judgeChanges(SubjectHistory subject, String title, int cycle, Instant now) {
        return installed.stream()
                .map(Installed::set)
                .filter(set -> set.awards().equals(title) && set.subject() == subject.kind())
                .map(CriteriaSet::cycle)
                .distinct()
                .flatMap(rule -> subject
                        .changes(rule.stateDate(cycle, now))
                        .filter(date -> !date.isAfter(rule.referenceDate(cycle)))
                        .map(date -> date.atStartOfDay(rule.zone()).toInstant())
                        .stream())
                .min(Comparator.naturalOrder());
    }

    /** Which of many sets hold is asked for every subject, and changes with the registry only. */
    private List<Installed> inForce(Sought sought) {
        if (inForce.size() > MAX_REMEMBERED) {
            inForce.clear();
        }
        return inForce.computeIfAbsent(
                sought,
                s -> installed.stream()
                        .filter(i ->
                                i.set().awards().equals(s.title()) && i.set().subject() == s.kind())
                        .filter(i -> inForce(i, s.cycle()))
                        .toList());
    }

    private boolean inForce(Installed candidate, int cycle) {
        LocalDate reference = candidate.set().cycle().referenceDate(cycle);
        return !candidate.set().effective().isAfter(reference)
                && installed.stream()
                        .filter(other -> other.set().id().equals(candidate.set().id()))
                        .map(other -> other.set().effective())
                        .noneMatch(from -> from.isAfter(candidate.set().effective()) && !from.isAfter(reference));
    }

    /** @param states those that were worked out for other sets; nearly all sets ask for the same one */
    private static Optional<Candidate> candidate(
            Installed candidate, SubjectHistory subject, View view, Map<View, SubjectState> states) {
        SubjectState state = states.computeIfAbsent(view, v -> subject.at(v.date(), v.ageAt(), v.place()));
        OptionalInt distance = distance(candidate.scope(), subject, state, view.date());
        if (distance.isEmpty() || !holds(candidate.set(), state)) {
            return Optional.empty();
        }
        return Optional.of(new Candidate(new Judge(candidate.set(), state), distance.getAsInt()));
    }

    /** A scope that is no more goes over to what took its place. */
    private static OptionalInt distance(
            @Nullable String scope, SubjectHistory subject, SubjectState state, LocalDate date) {
        return scope == null
                ? state.distanceTo(null)
                : subject.places().heirs(scope, date).stream()
                        .flatMapToInt(heir -> state.distanceTo(heir).stream())
                        .min();
    }

    private static boolean holds(CriteriaSet set, SubjectState state) {
        return set.audience()
                .map(audience -> audience.test(Bindings.subject(state.fields())) instanceof Verdict.True)
                .orElse(true);
    }
}
