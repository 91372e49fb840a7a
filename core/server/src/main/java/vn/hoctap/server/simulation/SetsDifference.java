package vn.hoctap.server.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.CriteriaRegistry.Installed;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.ledger.Rules;

/**
 * The sets that come, and those that go.
 *
 * @param related all versions of these sets, before and afterwards: one that comes for a part of the tree takes the place
 *     of the one before everywhere
 */
record SetsDifference(List<Installed> added, List<Installed> removed, List<Installed> related) {

    /**
     * A set as a job keeps it.
     *
     * @param code tells the code by which it counts from any other; null: it counts by none
     */
    record Stored(
            String id,
            String version,
            @Nullable String scope,
            String document,
            @Nullable String code) {
        static Stored of(Installed installed) {
            CriteriaSet set = installed.set();
            String code = installed.code();
            return new Stored(set.id(), set.version(), installed.scope(), set.document(), code.isEmpty() ? null : code);
        }

        private String line(String sign) {
            String plain = String.join("\t", sign, id, version, "" + scope, document);
            return code == null ? plain : plain + "\t" + code;
        }
    }

    SetsDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        related = List.copyOf(related);
    }

    static SetsDifference of(CriteriaRegistry before, CriteriaRegistry after) {
        Set<Stored> known = stored(before.installed());
        Set<Stored> next = stored(after.installed());
        List<Installed> added = after.installed().stream()
                .filter(one -> !known.contains(Stored.of(one)))
                .toList();
        List<Installed> removed = before.installed().stream()
                .filter(one -> !next.contains(Stored.of(one)))
                .toList();
        Set<String> changed = Stream.concat(added.stream(), removed.stream())
                .map(one -> one.set().id())
                .collect(Collectors.toSet());
        return new SetsDifference(
                added,
                removed,
                Stream.concat(before.installed().stream(), after.installed().stream())
                        .filter(one -> changed.contains(one.set().id()))
                        .toList());
    }

    private static Set<Stored> stored(List<Installed> installed) {
        return installed.stream().map(Stored::of).collect(Collectors.toCollection(HashSet::new));
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    SetsDifference reversed() {
        return new SetsDifference(removed, added, related);
    }

    /** The same change has the same digest. */
    String digest() {
        return digest(Stream.concat(lines("+", added), lines("-", removed)));
    }

    /** Tells all sets that award some titles from any others: each may judge where another does not. */
    static String digest(Rules rules, Set<String> titles) {
        return digest(rules.criteria(), titles);
    }

    static String digest(CriteriaRegistry all, Set<String> titles) {
        return digest(all.installed().stream()
                .filter(one -> titles.contains(one.set().awards()))
                .map(Stored::of)
                .map(one -> one.line("=")));
    }

    /** Whether some of these sets count by other code, and are the same otherwise. */
    boolean recodes() {
        return added.stream().anyMatch(one -> removed.stream().anyMatch(other -> isRecoded(one, other)));
    }

    private static boolean isRecoded(Installed one, Installed other) {
        return one.set().id().equals(other.set().id())
                && one.set().version().equals(other.set().version())
                && !one.code().equals(other.code());
    }

    private static String digest(Stream<String> lines) {
        String text = lines.sorted().collect(Collectors.joining("\n"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<String> lines(String sign, List<Installed> sets) {
        return sets.stream().map(Stored::of).map(one -> one.line(sign));
    }

    /** The titles that these sets award. */
    Set<String> titles() {
        return related.stream().map(one -> one.set().awards()).collect(Collectors.toSet());
    }

    /** The kinds of subjects that they judge. */
    Set<String> kinds() {
        return related.stream().map(one -> one.set().subject().slug()).collect(Collectors.toSet());
    }

    /** Whether some of these sets can judge in the cycle. */
    boolean concerns(int cycle) {
        return Stream.concat(added.stream(), removed.stream())
                .map(Installed::set)
                .anyMatch(set -> !set.effective().isAfter(set.cycle().referenceDate(cycle)));
    }

    /** The days whose state decides in these cycles. */
    Set<LocalDate> referenceDates(Set<Integer> cycles) {
        return related.stream()
                .map(one -> one.set().cycle())
                .flatMap(rule -> cycles.stream().map(rule::referenceDate))
                .collect(Collectors.toSet());
    }

    /** The parts of the tree that they are for; null: the whole. */
    @Nullable
    Set<String> scopes() {
        Set<String> scopes = new HashSet<>();
        for (Installed one : related) {
            if (one.scope() == null) {
                return null;
            }
            scopes.add(one.scope());
        }
        return scopes;
    }

    /**
     * These rules as they would be with the change.
     *
     * @throws IllegalArgumentException when a set needs what is not there, such as a measure that comes with its plugin
     */
    static Rules applied(Rules rules, List<Stored> coming, List<Stored> going) {
        CriteriaReader reader = new CriteriaReader(rules.measures());
        List<Installed> sets = new ArrayList<>(rules.criteria().installed());
        sets.removeIf(known -> going.stream().anyMatch(one -> isSame(known, one)));
        sets.removeIf(known -> coming.stream().anyMatch(one -> isSame(known, one)));
        coming.forEach(one -> sets.add(new Installed(reader.compile(one.document()), one.scope())));
        return new Rules(new CriteriaRegistry(sets), rules.measures());
    }

    private static boolean isSame(Installed known, Stored one) {
        return known.set().id().equals(one.id()) && known.set().version().equals(one.version());
    }
}
