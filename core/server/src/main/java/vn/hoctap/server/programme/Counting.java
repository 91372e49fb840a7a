package vn.hoctap.server.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.criteria.CycleRule;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.engine.progress.SubjectHistory.Stay;
import vn.hoctap.engine.progress.SubjectState;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.ledger.Standings.Stood;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.title.TitleState;

/**
 * For what one subject is counted in one cycle. Somebody counts where he lives and where he works, and in each unit once;
 * as an adult or a worker of a learning collective where he lives, as staff where he works in a learning unit.
 */
final class Counting {
    /** Programmes speak of calendar years. */
    static final CycleRule CYCLE = new CycleRule(Words.ZONE, MonthDay.of(12, 31));

    /** Stands for the whole tree. */
    static final String EVERYWHERE = "";

    private final Programmes programmes;
    private final Census census;
    private final Somebody somebody;
    private final SubjectHistory history;
    private final int cycle;
    private final LocalDate day;
    private final Held held;
    private final SubjectState state;
    private final Skilled skilled;
    private final Set<String> home = new HashSet<>();
    private final Set<String> anywhere = new HashSet<>();
    private final Tally.Marks marks = new Tally.Marks();

    private Counting(Programmes programmes, Census census, Somebody somebody, int cycle) {
        this.programmes = programmes;
        this.census = census;
        this.somebody = somebody;
        this.history = somebody.history();
        this.cycle = cycle;
        this.day = CYCLE.stateDate(cycle, census.now());
        this.held = Held.of(somebody.titles(), cycle, CYCLE, census.now());
        this.state = history.at(day, CYCLE.referenceDate(cycle), Place.RESIDENCE);
        Instant end = Held.end(cycle, CYCLE);
        this.skilled = new Skilled(programmes, somebody.facts(), census.now().isBefore(end) ? census.now() : end);
        state.chains().forEach(home::addAll);
        home.add(EVERYWHERE);
        anywhere.addAll(home);
        history.at(day, CYCLE.referenceDate(cycle), Place.WORKPLACE).chains().forEach(anywhere::addAll);
    }

    static Tally<String> of(Programmes programmes, Census census, Somebody somebody, int cycle) {
        return new Counting(programmes, census, somebody, cycle).tally();
    }

    private Tally<String> tally() {
        String unit = history.orgUnit();
        if (unit != null && !holds(unit)) {
            return marks.tally(false);
        }
        titles();
        programmes.aims().forEach(this::aim);
        return marks.tally(isLearning());
    }

    private boolean holds(String unit) {
        return census.tree()
                .find(unit)
                .filter(found -> found.from() == null || !day.isBefore(found.from()))
                .filter(found -> found.to() == null || day.isBefore(found.to()))
                .isPresent();
    }

    /** Registered, evaluated and achieved, apart; and what holds back. */
    private void titles() {
        Set<String> achieved = new HashSet<>();
        somebody.titles().stream()
                .filter(title ->
                        title.cycle() == cycle && (title.state().held() || title.state() == TitleState.EXPIRED))
                .forEach(title -> achieved.add(title.title()));
        somebody.stood().stream()
                .filter(stood -> stood.cycle() == cycle)
                .forEach(stood -> stood(stood, achieved.remove(stood.title())));
        // What somebody keeps though no set judges him any more was earned all the same.
        somebody.titles().stream()
                .filter(title -> title.cycle() == cycle
                        && (title.state().held() || title.state() == TitleState.EXPIRED)
                        && achieved.remove(title.title()))
                .forEach(title -> {
                    marks.count(Figures.registered(title.set()), anywhere);
                    marks.count(Figures.evaluated(title.set()), anywhere);
                    marks.count(Figures.achieved(title.set()), anywhere);
                });
    }

    private void stood(Stood stood, boolean done) {
        if (!done && !stood.begun()) {
            return;
        }
        marks.count(Figures.registered(stood.set()), anywhere);
        if (done || stood.outcome() == Outcome.MET || stood.outcome() == Outcome.NOT_MET) {
            marks.count(Figures.evaluated(stood.set()), anywhere);
        }
        if (done) {
            marks.count(Figures.achieved(stood.set()), anywhere);
        } else {
            stood.shortOf().forEach(indicator -> marks.count(Figures.heldBack(stood.set(), indicator), anywhere));
        }
    }

    private void aim(Aim aim) {
        Collection<String> units = population(aim);
        if (units.isEmpty() || !isTrue(aim.population())) {
            return;
        }
        marks.count(Figures.denominator(aim), units);
        if (has(aim) && isTrue(aim.have())) {
            marks.count(Figures.numerator(aim), units);
        }
    }

    /** Where the subject is one of those of whom the aim is a share; nowhere when it is none. */
    private Collection<String> population(Aim aim) {
        if (aim.metric() == Metric.TITLE_SHARE) {
            boolean one =
                    programmes.kinds().getOrDefault(aim.title(), Set.of()).contains(history.kind()) && levelled(aim);
            return one ? anywhere : Set.of();
        }
        if (history.kind() != SubjectKind.CITIZEN) {
            return Set.of();
        }
        if (aim.metric().isDigital()) {
            boolean one = held.holds(aim.title()) && (aim.base() == Base.HOLDERS || skilled.isDigital(aim.yardstick()));
            return one ? anywhere : Set.of();
        }
        return segment(aim);
    }

    private Collection<String> segment(Aim aim) {
        Segment segment = aim.segment();
        if (segment == null) {
            return Set.of();
        }
        return switch (segment) {
            case ASSOCIATION -> Boolean.TRUE.equals(state.fields().get("association")) ? anywhere : Set.of();
            case ADULTS_IN_LEARNING_COLLECTIVES -> isAdult(aim) && inLearningCollective(aim) ? home : Set.of();
            case WORKERS_IN_LEARNING_COLLECTIVES ->
                aim.yardstick()
                                        .workerGroups()
                                        .contains(String.valueOf(state.fields().get("group")))
                                && inLearningCollective(aim)
                        ? home
                        : Set.of();
            case STAFF_IN_LEARNING_UNITS -> learningWorkplaces(aim);
        };
    }

    private boolean has(Aim aim) {
        return switch (aim.metric()) {
            case TRAINED_SHARE -> isTrained(aim);
            case HOLDERS_SHARE, TITLE_SHARE -> held.holds(aim.title());
            case HOLDERS_DIGITAL_SHARE -> skilled.isDigital(aim.yardstick());
            case HOLDERS_DIGITAL_PROFICIENT_SHARE -> skilled.isProficient(aim.yardstick());
        };
    }

    private boolean isTrue(Optional<Expression> condition) {
        return condition
                .map(expression -> expression.test(Bindings.subject(state.fields(), held)) instanceof Verdict.True)
                .orElse(true);
    }

    private boolean isTrained(Aim aim) {
        Instant end = Held.end(cycle, CYCLE);
        return somebody.facts().stream()
                .anyMatch(fact -> fact.type().equals(aim.yardstick().trainedBy())
                        && fact.endedAt().isBefore(end));
    }

    private boolean isAdult(Aim aim) {
        return state.fields().get("age") instanceof Rational age
                && age.compareTo(Rational.of(aim.yardstick().adultAge())) >= 0;
    }

    private boolean inLearningCollective(Aim aim) {
        return census.ties(somebody.key(), day)
                        .anyMatch(tie -> isLearning(tie.collective())
                                || census.ties(tie.collective(), day).anyMatch(above -> isLearning(above.collective())))
                || home.stream()
                        .filter(unit -> isPlace(unit)
                                && (aim.levels().isEmpty() || aim.levels().contains(kind(unit))))
                        .anyMatch(this::isLearning);
    }

    private Set<String> learningWorkplaces(Aim aim) {
        Set<String> units = new HashSet<>();
        for (Stay stay : history.stays()) {
            if (stay.place() == Place.WORKPLACE && covers(stay)) {
                List<String> chain = census.tree().chain(stay.unit(), day);
                boolean learning = chain.stream()
                        .takeWhile(unit -> kind(unit) == OrgUnitKind.ORGANISATION)
                        .anyMatch(unit -> isLearning(unit) && isOfLevel(aim, chain, unit));
                if (learning) {
                    units.addAll(chain);
                    units.add(EVERYWHERE);
                }
            }
        }
        return units;
    }

    private boolean covers(Stay stay) {
        return !day.isBefore(stay.from()) && (stay.to() == null || day.isBefore(stay.to()));
    }

    /** The level of an organisation is that of the place where it hangs; what hangs at a village is of the commune's. */
    private boolean isOfLevel(Aim aim, List<String> chain, String unit) {
        if (aim.levels().isEmpty()) {
            return true;
        }
        Optional<OrgUnitKind> place = chain.subList(chain.indexOf(unit), chain.size()).stream()
                .filter(this::isPlace)
                .findFirst()
                .map(this::kind);
        return place.filter(kind -> aim.levels().contains(kind)
                        || (kind == OrgUnitKind.VILLAGE && aim.levels().contains(OrgUnitKind.COMMUNE)))
                .isPresent();
    }

    private boolean levelled(Aim aim) {
        String unit = history.orgUnit();
        if (unit == null || aim.levels().isEmpty()) {
            return true;
        }
        return history.kind() == SubjectKind.COMMUNITY
                ? aim.levels().contains(kind(unit))
                : isOfLevel(aim, census.tree().chain(unit, day), unit);
    }

    private boolean isPlace(String unit) {
        return !unit.equals(EVERYWHERE) && kind(unit) != OrgUnitKind.ORGANISATION;
    }

    private OrgUnitKind kind(String unit) {
        return census.tree().find(unit).map(OrgUnit::kind).orElse(OrgUnitKind.COUNTRY);
    }

    private boolean isLearning(String unit) {
        Long key = census.subjects().get(unit);
        return key != null && isLearning((long) key);
    }

    private boolean isLearning(long collective) {
        return Held.of(census.titles().getOrDefault(collective, List.of()), cycle, CYCLE, census.now())
                .any();
    }

    /** Whether its members are members of a learning collective by it; a family's may be so by its clan. */
    private boolean isLearning() {
        return history.kind() != SubjectKind.CITIZEN
                && (held.any() || census.ties(somebody.key(), day).anyMatch(tie -> isLearning(tie.collective())));
    }
}
