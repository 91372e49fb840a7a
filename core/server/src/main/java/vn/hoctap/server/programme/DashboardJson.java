package vn.hoctap.server.programme;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.programme.Dashboard.Below;
import vn.hoctap.server.programme.Dashboard.HeldBack;
import vn.hoctap.server.programme.Dashboard.OfProgramme;
import vn.hoctap.server.programme.Dashboard.OfTarget;
import vn.hoctap.server.programme.Dashboard.OfTitle;

/** A dashboard as programs read it. */
record DashboardJson(Dashboard dashboard, LocalDate today) {

    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("orgUnit", dashboard.unit());
        json.put("cycle", dashboard.cycle());
        json.put("counting", dashboard.counting());
        json.put(
                "programmes",
                dashboard.programmes().stream().map(this::programme).toList());
        json.put("titles", dashboard.titles().stream().map(DashboardJson::title).toList());
        json.put("below", dashboard.below().stream().map(this::below).toList());
        return json;
    }

    private Map<String, @Nullable Object> programme(OfProgramme of) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", of.programme().id());
        json.put("name", of.programme().name().vi());
        json.put("orgUnit", of.programme().orgUnit());
        json.put("status", of.programme().status());
        json.put("source", of.programme().source());
        json.put("targets", of.targets().stream().map(this::target).toList());
        return json;
    }

    private Map<String, @Nullable Object> target(OfTarget of) {
        Aim aim = of.target().aim();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("metric", aim.metric().slug());
        json.put("segment", aim.segment() == null ? null : aim.segment().slug());
        json.put("base", aim.base() == null ? null : aim.base().slug());
        json.put("title", aim.title().isEmpty() ? null : aim.title());
        json.put("levels", aim.levels().stream().map(level -> level.slug()).toList());
        json.put("by", byYear(of, of::by));
        json.put("numerator", of.share().numerator());
        json.put("denominator", of.share().denominator());
        json.put("share", of.share().percent().orElse(null));
        json.put("needed", of.needed(dashboard.cycle()));
        json.put("neededBy", byYear(of, year -> of.share().needed(of.by(year))));
        json.put("reached", byYear(of, year -> of.share().reaches(of.by(year))));
        json.put("forecast", byYear(of, year -> of.forecast(year, today).orElse(null)));
        return json;
    }

    private static Map<String, @Nullable Object> byYear(OfTarget of, IntFunction<@Nullable Object> value) {
        Map<String, @Nullable Object> years = new TreeMap<>();
        of.target().by().keySet().forEach(year -> years.put(String.valueOf(year), value.apply(year)));
        return years;
    }

    private static Map<String, @Nullable Object> title(OfTitle of) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("set", of.set());
        json.put("title", of.title());
        json.put("registered", of.registered());
        json.put("evaluated", of.evaluated());
        json.put("achieved", of.achieved());
        json.put(
                "heldBack",
                of.heldBack().entrySet().stream()
                        .map(back -> Map.of("indicator", back.getKey(), "subjects", back.getValue()))
                        .toList());
        return json;
    }

    private Map<String, @Nullable Object> below(Below of) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("orgUnit", of.unit().id());
        json.put("name", of.unit().name());
        json.put("kind", of.unit().kind().slug());
        json.put("registered", of.registered());
        json.put("evaluated", of.evaluated());
        json.put("achieved", of.achieved());
        json.put("numerator", of.target().map(one -> one.share().numerator()).orElse(null));
        json.put(
                "denominator", of.target().map(one -> one.share().denominator()).orElse(null));
        json.put("share", of.target().flatMap(one -> one.share().percent()).orElse(null));
        json.put("needed", of.needed(dashboard.cycle()));
        json.put("heldBackBy", of.heldBack().map(HeldBack::indicator).orElse(null));
        return json;
    }
}
