package vn.hoctap.server.programme;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.programme.Dashboard.OfProgramme;
import vn.hoctap.server.programme.Dashboard.OfTarget;
import vn.hoctap.server.programme.Dashboard.OfTitle;

/** Puts figures into words. */
record DashboardViews(Words words, Dashboard dashboard, Map<String, CriteriaSet> sets, LocalDate today) {
    private static final String NOTHING = "–";
    private static final int MOST_HELD_BACK = 3;

    /** How many targets are reached, and what the next year still takes. */
    String sentence() {
        if (dashboard.programmes().isEmpty()) {
            return words.get("programme.none");
        }
        OfProgramme main = dashboard.programmes().getFirst();
        int year = milestone(main);
        List<OfTarget> due = main.targets().stream()
                .filter(target -> target.target().by().containsKey(year))
                .toList();
        long reached = due.stream()
                .filter(target -> target.share().reaches(target.by(year)))
                .count();
        String so = words.get("programme.reached", reached, due.size(), Integer.toString(year));
        return main.targets().stream()
                .filter(target -> target.target().aim().metric() == Metric.HOLDERS_SHARE)
                .findFirst()
                .map(target -> so + " " + next(main, target, year))
                .orElse(so);
    }

    /** The last year of the programme that has come, or its first. */
    private int milestone(OfProgramme programme) {
        List<Integer> years = programme.targets().stream()
                .flatMap(target -> target.target().by().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        return years.reversed().stream()
                .filter(year -> year <= dashboard.cycle())
                .findFirst()
                .orElse(years.getFirst());
    }

    private String next(OfProgramme programme, OfTarget target, int year) {
        Integer later = target.target().by().higherKey(year);
        int wanted = later == null ? year : later;
        long needed = target.share().needed(target.by(wanted));
        if (needed > 0) {
            return words.get("programme.next", Integer.toString(wanted), needed);
        }
        long left = programme.targets().stream()
                .filter(other -> other.target().by().containsKey(wanted))
                .filter(other -> !other.share().reaches(other.by(wanted)))
                .count();
        return left == 0
                ? words.get("programme.next.none", Integer.toString(wanted))
                : words.get("programme.next.others", Integer.toString(wanted), left);
    }

    DashboardView.Plan plan(OfProgramme programme, boolean main) {
        Programme.Source source = programme.programme().source();
        return new DashboardView.Plan(
                words.in(programme.programme().name()),
                source.publisher() == null
                        ? source.title()
                        : words.get("programme.source", source.title(), source.publisher()),
                main,
                programme.targets().stream().map(this::goal).toList(),
                programme.targets().stream()
                        .flatMap(target -> target.target().by().keySet().stream())
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")));
    }

    private DashboardView.Goal goal(OfTarget target) {
        Share share = target.share();
        int year = target.year(dashboard.cycle());
        long needed = share.needed(target.by(year));
        boolean reached = share.reaches(target.by(year));
        return new DashboardView.Goal(
                name(target.target()),
                percent(share.percent()),
                words.get("programme.base", share.numerator(), share.denominator()),
                target.target().by().entrySet().stream()
                        .map(by -> words.get(
                                "programme.by", by.getValue(), by.getKey().toString()))
                        .collect(Collectors.joining(" · ")),
                share.isEmpty()
                        ? words.get("programme.nobody")
                        : reached
                                ? words.get("programme.done", Integer.toString(year))
                                : words.get(needed(target), needed, target.by(year), Integer.toString(year)),
                share.isEmpty() ? Tone.STILL : reached ? Tone.OK : Tone.WAIT,
                target.forecast(year, today)
                        .map(then ->
                                words.get("programme.forecast", percent(Optional.of(then)), Integer.toString(year)))
                        .orElse(null),
                share.percent().map(DashboardViews::length).orElse("0"),
                target.target().by().values().stream()
                        .map(DashboardViews::length)
                        .toList());
    }

    private static String needed(OfTarget target) {
        return target.target().aim().metric() == Metric.TITLE_SHARE ? "programme.needed.titles" : "programme.needed";
    }

    private static String length(Rational percent) {
        return percent.min(Rational.of(100)).toDecimal(2).stripTrailingZeros().toPlainString();
    }

    /** With one decimal, rounded down: what has not been reached is not shown as if it had. */
    private String percent(Optional<Rational> share) {
        return share.map(exact -> words.number(Rational.of(exact.toDecimal(4).setScale(1, RoundingMode.DOWN))) + " %")
                .orElse(NOTHING);
    }

    String name(Target target) {
        return target.name().map(words::in).orElseGet(() -> {
            Aim aim = target.aim();
            String key = "programme.metric." + aim.metric().slug();
            String said = aim.segment() != null
                    ? words.get(
                            key, words.get("programme.segment." + aim.segment().slug()))
                    : aim.base() != null
                            ? words.get(
                                    key,
                                    words.get("programme.basis." + aim.base().slug()))
                            : words.get(key, title(aim.title()));
            return aim.levels().isEmpty()
                    ? said
                    : words.get(
                            "programme.level",
                            said,
                            aim.levels().stream()
                                    .map(level -> words.get("programme.level." + level.slug()))
                                    .collect(Collectors.joining(", ")));
        });
    }

    private String title(String title) {
        return sets.values().stream()
                .filter(set -> set.awards().equals(title))
                .findFirst()
                .map(set -> words.in(set.title()))
                .orElse(title);
    }

    /** Only where somebody has begun. */
    List<DashboardView.Held> titles() {
        return dashboard.titles().stream()
                .filter(title -> title.registered() > 0)
                .map(this::held)
                .toList();
    }

    private DashboardView.Held held(OfTitle title) {
        return new DashboardView.Held(
                setName(title.set()),
                words.number(title.registered()),
                words.number(title.evaluated()),
                words.number(title.achieved()),
                percent(new Share(title.achieved(), title.registered()).percent()),
                title.heldBack().entrySet().stream()
                        .limit(MOST_HELD_BACK)
                        .map(back ->
                                words.get("programme.heldback", indicator(title.set(), back.getKey()), back.getValue()))
                        .toList());
    }

    private String setName(String id) {
        CriteriaSet set = sets.get(id);
        String part = id.contains("/") ? id.substring(id.indexOf('/') + 1) : "";
        String name = set == null ? id : words.in(set.title());
        return words.has("group." + part) ? words.get("title.name", name, "· " + words.get("group." + part)) : name;
    }

    private String indicator(String set, String id) {
        return Optional.ofNullable(sets.get(set)).stream()
                .flatMap(known -> known.indicators().stream())
                .filter(indicator -> indicator.id().equals(id))
                .map(Indicator::name)
                .map(words::in)
                .findFirst()
                .orElse(id);
    }

    List<DashboardView.Below> below(String query) {
        return dashboard.below().stream()
                .map(below -> new DashboardView.Below(
                        DashboardPages.address(below.unit().id()) + query,
                        below.unit().name(),
                        words.number(below.registered()),
                        words.number(below.achieved()),
                        percent(below.target().flatMap(target -> target.share().percent())),
                        below.target()
                                .filter(target -> !target.share().isEmpty())
                                .map(target -> words.get(
                                        "programme.base",
                                        target.share().numerator(),
                                        target.share().denominator()))
                                .orElse(""),
                        words.number(below.needed(dashboard.cycle())),
                        below.heldBack()
                                .map(back -> indicator(back.set(), back.indicator()))
                                .orElse(null)))
                .toList();
    }
}
