package vn.hoctap.server.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.measure.State.Sum;
import vn.hoctap.engine.progress.Entry;

/**
 * How many members of a collective count for a title and cycle under one version of a set: the sums of what each gave when he
 * was looked at last.
 *
 * @param epoch what members gave in other ones counts for nothing
 * @param reached how far the first count is; null: it is through
 * @param sums for each way of the set that counts members
 */
record Headcount(
        Pair pair,
        String set,
        String version,
        long epoch,
        @Nullable Reached reached,
        List<Sum> sums) {
    private static final Sum NONE = new Sum(0, Rational.ZERO);

    /** A place in the order in which those are looked at who may be members. */
    record Reached(String unit, long key) {
        static final Reached NOBODY = new Reached("", 0);
    }

    Headcount {
        sums = List.copyOf(sums);
    }

    static Headcount begun(Pair pair, CriteriaSet set, long epoch, int ways) {
        return new Headcount(pair, set.id(), set.version(), epoch, Reached.NOBODY, nothing(ways));
    }

    static List<Sum> nothing(int ways) {
        return Collections.nCopies(ways, NONE);
    }

    boolean isUnder(CriteriaSet other) {
        return set.equals(other.id()) && version.equals(other.version());
    }

    boolean isWhole() {
        return reached == null;
    }

    Headcount upTo(@Nullable Reached next) {
        return new Headcount(pair, set, version, epoch, next, sums);
    }

    /** With what a member gives now in place of what he gave before. */
    Headcount with(List<Sum> now, List<Sum> before) {
        return new Headcount(pair, set, version, epoch, reached, plus(sums, minus(now, before)));
    }

    private static List<Sum> plus(List<Sum> some, List<Sum> more) {
        List<Sum> sums = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            sums.add(some.get(i).plus(more.get(i).count(), more.get(i).sum()));
        }
        return sums;
    }

    static List<Sum> minus(List<Sum> some, List<Sum> less) {
        return plus(
                some,
                less.stream()
                        .map(sum -> new Sum(-sum.count(), sum.sum().negate()))
                        .toList());
    }

    /** All of it. */
    Entry entry() {
        return new Entry.Members(set, version, pair.cycle(), sums);
    }

    /** By how much it is more than it was. */
    Entry since(Headcount before) {
        return new Entry.Members(set, version, pair.cycle(), minus(sums, before.sums));
    }
}
