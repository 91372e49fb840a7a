package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaRegistry.Judge;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Condition;
import vn.hoctap.engine.criteria.CycleRule;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.criteria.Way.Window;
import vn.hoctap.engine.measure.Gathering;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectHistory;

/** Rules made ready: one folder for each set version and cycle, and what kind of question each set asks. Thread-safe. */
final class RuleBook {
    private record FolderKey(String set, String version, int cycle) {}

    /** For each kind; who records activities of more years than a life has waits a little longer. */
    private static final int MAX_SPANS = 150;

    private final Rules rules;
    private final Map<SubjectKind, List<Span>> spans = new ConcurrentHashMap<>();
    private final Map<FolderKey, Folder> folders = new ConcurrentHashMap<>();
    private final Map<SubjectKind, Set<String>> titles;
    private final Map<SubjectKind, Set<String>> held;
    private final Map<SubjectKind, Map<String, List<Carrying>>> carriedOver;
    private final Map<String, Gathering> gathering;
    private final List<CycleRule> rulesOfMembers;

    RuleBook(Rules rules) {
        this.rules = rules;
        this.titles = byKind(rules.criteria()::titles);
        this.held = byKind(this::titlesOfHeldFacts);
        this.carriedOver = byKind(this::carriedOver);
        this.gathering = gatherings();
        this.rulesOfMembers = rules.criteria().installed().stream()
                .map(CriteriaRegistry.Installed::set)
                .filter(RuleBook::countsMembers)
                .map(CriteriaSet::cycle)
                .distinct()
                .toList();
    }

    private static <T> Map<SubjectKind, T> byKind(Function<SubjectKind, T> some) {
        return Stream.of(SubjectKind.values()).collect(Collectors.toMap(kind -> kind, some));
    }

    boolean isOf(Rules others) {
        return rules.criteria() == others.criteria() && rules.measures() == others.measures();
    }

    CriteriaRegistry criteria() {
        return rules.criteria();
    }

    Optional<Judge> judge(SubjectHistory subject, Pair pair, Instant now) {
        return rules.criteria().judge(subject, pair.title(), pair.cycle(), now);
    }

    Folder folder(CriteriaSet set, int cycle) {
        return folders.computeIfAbsent(
                new FolderKey(set.id(), set.version(), cycle), key -> new Folder(set, cycle, rules.measures()));
    }

    /** Who gathers the calls of plugins' code by this set, of whatever version; empty: it calls none. */
    Optional<Gathering> gathering(CriteriaSet set) {
        return Optional.ofNullable(gathering.get(set.id()));
    }

    /** Whether any set calls code of plugins. */
    boolean callsPlugins() {
        return !gathering.isEmpty();
    }

    private Map<String, Gathering> gatherings() {
        Map<String, Gathering> found = new HashMap<>();
        for (CriteriaRegistry.Installed installed : rules.criteria().installed()) {
            for (Way way : installed.set().ways()) {
                rules.measures()
                        .gathering(way.measure())
                        .ifPresent(one -> found.put(installed.set().id(), one));
            }
        }
        return Map.copyOf(found);
    }

    /** The title that a set awards; abstract and unknown ones award none. */
    Optional<String> title(String setId) {
        return rules.criteria().installed().stream()
                .map(CriteriaRegistry.Installed::set)
                .filter(set -> set.id().equals(setId))
                .map(CriteriaSet::awards)
                .findFirst();
    }

    /** All pairs of a title that such subjects can earn with a cycle in which the moment lies; by cycle. */
    List<Pair> pairs(SubjectKind kind, Instant moment) {
        List<Span> known = spans.getOrDefault(kind, List.of());
        for (Span span : known) {
            if (span.covers(moment)) {
                return span.pairs();
            }
        }
        Span span = span(kind, moment);
        if (known.size() < MAX_SPANS) {
            spans.merge(
                    kind,
                    List.of(span),
                    (some, one) -> Stream.concat(some.stream(), one.stream()).toList());
        }
        return span.pairs();
    }

    /** In which all moments lie in the same cycles: asked for every fact, and nearly all lie in two or three of them. */
    private record Span(Instant from, Instant until, List<Pair> pairs) {
        boolean covers(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }
    }

    private Span span(SubjectKind kind, Instant moment) {
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        for (CriteriaRegistry.Installed installed : rules.criteria().installed()) {
            if (installed.set().subject() == kind) {
                CycleRule rule = installed.set().cycle();
                int year = rule.yearOf(moment);
                Instant begin = rule.end(year - 1);
                Instant end = rule.end(year);
                from = begin.isAfter(from) ? begin : from;
                until = end.isBefore(until) ? end : until;
            }
        }
        List<Pair> pairs = rules.criteria().cycles(kind, moment).stream()
                .flatMap(cycle -> titles.getOrDefault(kind, Set.of()).stream().map(title -> new Pair(title, cycle)))
                .toList();
        return new Span(from, until, pairs);
    }

    /** The titles some of whose sets count facts of earlier cycles that are still valid. */
    Set<String> heldTitles(SubjectKind kind) {
        return held.getOrDefault(kind, Set.of());
    }

    /**
     * A set that may give its title without a fact of the cycle, by what was earned before.
     *
     * @param asked the titles that it asks for
     */
    record Carrying(CriteriaSet set, Set<String> asked) {}

    List<Carrying> carriedOver(SubjectKind kind, String title) {
        return carriedOver.getOrDefault(kind, Map.of()).getOrDefault(title, List.of());
    }

    private Map<String, List<Carrying>> carriedOver(SubjectKind kind) {
        return rules.criteria().installed().stream()
                .map(CriteriaRegistry.Installed::set)
                .filter(set -> set.subject() == kind)
                .filter(set -> countsHeldFacts(set) || asksForTitles(set) || countsMembers(set))
                .map(set -> new Carrying(set, titlesAsked(set)))
                .collect(Collectors.groupingBy(carrying -> carrying.set().awards()));
    }

    static boolean countsMembers(CriteriaSet set) {
        return set.ways().stream().anyMatch(way -> way.members().isPresent());
    }

    /** The zones and days by which sets that count members tell their state. */
    List<CycleRule> rulesOfMembers() {
        return rulesOfMembers;
    }

    private static boolean countsHeldFacts(CriteriaSet set) {
        return set.ways().stream().anyMatch(way -> way.window() == Window.HELD);
    }

    private Set<String> titlesOfHeldFacts(SubjectKind kind) {
        return rules.criteria().installed().stream()
                .map(CriteriaRegistry.Installed::set)
                .filter(set -> set.subject() == kind)
                .filter(RuleBook::countsHeldFacts)
                .map(CriteriaSet::awards)
                .collect(Collectors.toSet());
    }

    /** Whether titles of the subject may change the set's answer. */
    static boolean asksForTitles(CriteriaSet set) {
        return !titlesAsked(set).isEmpty();
    }

    static Set<String> titlesAsked(CriteriaSet set) {
        Stream<Condition> conditions = Stream.concat(
                set.award().requires().stream(),
                set.award().levels().stream().flatMap(level -> level.requires().stream()));
        return conditions
                .flatMap(condition -> Stream.concat(Stream.of(condition.test()), condition.applies().stream()))
                .flatMap(expression -> expression.titles().stream())
                .collect(Collectors.toSet());
    }
}
