package vn.hoctap.server.programme;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.server.orgunit.OrgUnit;

/**
 * The figures of a unit in a cycle against the targets that hold there.
 *
 * @param unit {@link Counting#EVERYWHERE} for the whole tree
 * @param counting not everybody is counted yet
 * @param programmes the one for the nearest unit first
 * @param below the units right below, those first where most is needed
 */
record Dashboard(
        String unit,
        int cycle,
        boolean counting,
        List<OfProgramme> programmes,
        List<OfTitle> titles,
        List<Below> below) {

    record OfProgramme(Programme programme, List<OfTarget> targets) {}

    /** @param pace by how many the numerator has grown a day; absent for a year that is over */
    record OfTarget(Target target, Share share, Optional<Rational> pace) {

        /** The year whose percentage is to be reached next, as the cycle sees it; the last one when all are over. */
        int year(int cycle) {
            Integer next = target.by().ceilingKey(cycle);
            return next == null ? target.by().lastKey() : next;
        }

        long needed(int cycle) {
            return share.needed(by(year(cycle)));
        }

        Rational by(int year) {
            return target.by().getOrDefault(year, Rational.ZERO);
        }

        /** The share at the end of a year, if it goes on like this with the same people; empty: nobody can tell. */
        Optional<Rational> forecast(int year, LocalDate today) {
            long days = ChronoUnit.DAYS.between(today, LocalDate.of(year, 12, 31));
            return pace.filter(one -> days >= 0 && !share.isEmpty()).map(one -> {
                Rational then = Rational.of(share.numerator()).plus(one.times(Rational.of(days)));
                Rational bounded = then.max(Rational.ZERO).min(Rational.of(share.denominator()));
                return bounded.times(Rational.of(100)).over(Rational.of(share.denominator()));
            });
        }
    }

    /** @param heldBack how many each indicator holds back, by its id, most first */
    record OfTitle(
            String set, String title, long registered, long evaluated, long achieved, Map<String, Long> heldBack) {}

    /**
     * @param target the share of the first target of people, where there is one
     * @param heldBack the indicator that holds most people back, with its set
     */
    record Below(
            OrgUnit unit,
            long registered,
            long evaluated,
            long achieved,
            Optional<OfTarget> target,
            Optional<HeldBack> heldBack) {
        long needed(int cycle) {
            return target.map(one -> one.needed(cycle)).orElse(0L);
        }
    }

    record HeldBack(String set, String indicator, long people) {}

    /** The first target about people's titles, by which units are compared. */
    Optional<OfTarget> main() {
        return programmes.stream()
                .flatMap(programme -> programme.targets().stream())
                .filter(target -> target.target().aim().metric() == Metric.HOLDERS_SHARE)
                .findFirst();
    }
}
