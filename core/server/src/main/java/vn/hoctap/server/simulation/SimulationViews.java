package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobState;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.plugin.FaultWords;
import vn.hoctap.server.simulation.Batches.Batch;
import vn.hoctap.server.simulation.Tally.Line;
import vn.hoctap.server.simulation.Tally.Sums;
import vn.hoctap.server.simulation.TitleChanges.Place;

/** Tells of simulations and batches in the reader's language. */
record SimulationViews(Simulations simulations, Function<String, String> accounts, Words words, Caller caller) {
    private static final int SHOWN = 20;
    private static final int PERCENT = 100;

    /**
     * Which changes somebody looks at.
     *
     * @param fate null: all but those that are only renewed
     * @param unit those of this one and below; null: all
     * @param wrong what did not come of what he has just done
     */
    record Look(
            @Nullable Fate fate,
            @Nullable String unit,
            @Nullable Place after,
            @Nullable String wrong) {}

    static String href(Job job) {
        return (job.kind().equals(SimulationJob.NAME) ? "/simulations/" : "/reevaluations/") + job.id();
    }

    static Tone tone(JobState state) {
        return switch (state) {
            case QUEUED, RUNNING -> Tone.WAIT;
            case DONE -> Tone.OK;
            case FAILED -> Tone.NO;
            case CANCELLED -> Tone.STILL;
        };
    }

    SimulationsView.Earlier earlier(Job job) {
        return new SimulationsView.Earlier(
                href(job),
                kicker(job),
                Stream.of(words.moment(job.createdAt()), result(job).isEmpty() ? "" : sentence(job))
                        .filter(part -> !part.isEmpty())
                        .reduce((one, other) -> one + " · " + other)
                        .orElse(""),
                words.get("import.state." + job.state()),
                tone(job.state()).css());
    }

    SimulationView of(Job job, Look look) {
        boolean ended = job.state().ended();
        OrgTree tree = simulations.tree().get();
        Tally tally = new Tally(ended ? new TitleChanges(simulations.database()).counts(job.id()) : List.of());
        List<String> below = look.unit() == null ? null : tree.below(look.unit());
        Tally seen = below == null ? tally : tally.within(below);
        List<TitleChange> found = ended
                ? new TitleChanges(simulations.database()).page(job.id(), look.fate(), below, look.after(), SHOWN + 1)
                : List.of();
        List<TitleChange> shown = found.subList(0, Math.min(SHOWN, found.size()));
        String above = look.unit() == null ? job.parameters().path("orgUnit").textValue() : look.unit();
        return new SimulationView(
                href(job),
                kicker(job),
                sentence(job),
                words.get("import.state." + job.state()),
                tone(job.state()).css(),
                ended ? null : share(job),
                words.get(
                        "simulation.progress",
                        job.done(),
                        Optional.ofNullable(job.total()).orElse(0L)),
                note(job),
                result(job).has("held") ? figures(tally.all(), result(job)) : List.of(),
                units(job, seen.byUnit(tree, above), above),
                seen.byGroup().stream()
                        .map(line ->
                                line(line.key().map(group -> words.orElse("group." + group, group)), null, line.sums()))
                        .toList(),
                look.unit() == null
                        ? words.get("simulation.changes")
                        : words.get("simulation.changes.in", Places.name(tree, look.unit())),
                filters(job, look, seen.all()),
                new ChangeViews(simulations, words).of(shown),
                found.size() > SHOWN ? next(job, look, shown.getLast()) : null,
                look.after() == null ? null : address(job, look.fate(), look.unit()),
                tally.counts().isEmpty() ? List.of() : copies(job),
                new SigningViews(simulations, accounts, words, caller).of(job),
                undoing(job),
                !ended && !job.cancelling() && job.kind().equals(SimulationJob.NAME),
                look.wrong());
    }

    private static JsonNode result(Job job) {
        JsonNode result = job.result();
        return result == null ? Json.mapper().createObjectNode() : result;
    }

    private String kicker(Job job) {
        JsonNode order = job.parameters();
        String plugin = order.path("plugin").textValue();
        if (job.kind().equals(SimulationJob.NAME)) {
            String what = plugin == null
                    ? new ChangeViews(simulations, words)
                                    .setName(order.path("set").asText()) + " "
                            + order.path("version").asText()
                    : words.orElse("simulation.aim." + order.path("aim").asText(), "") + plugin;
            return words.get("simulation.kicker", what.strip(), cycles(order));
        }
        ChangeViews names = new ChangeViews(simulations, words);
        String titles = texts(order.path("titles")).stream()
                .map(names::titleName)
                .distinct()
                .collect(Collectors.joining(", "));
        return order.path("undoes").isTextual()
                ? words.get("simulation.undo.kicker", String.valueOf(plugin))
                : plugin == null
                        ? words.get("simulation.batch.kicker", titles, cycles(order))
                        : words.get(
                                "simulation.batch.kicker",
                                plugin + " " + order.path("pluginVersion").asText(),
                                cycles(order));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static String cycles(JsonNode order) {
        return String.join(", ", texts(order.path("cycles")).stream().sorted().toList());
    }

    private String sentence(Job job) {
        JsonNode result = result(job);
        boolean simulated = job.kind().equals(SimulationJob.NAME);
        return switch (job.state()) {
            case QUEUED, RUNNING -> words.get(simulated ? "simulation.running" : "simulation.batch.running");
            case FAILED ->
                FaultWords.of(words.language()).say(result.path("error").asText(words.get("simulation.failed")));
            case CANCELLED -> words.get("simulation.cancelled");
            case DONE -> {
                long gained = result.path("gained").asLong();
                long lost = result.path("lost").asLong();
                long other =
                        result.path("level").asLong() + result.path("flagged").asLong();
                yield gained + lost + other == 0
                        ? words.get(simulated ? "simulation.same" : "simulation.batch.same")
                        : words.get(simulated ? "simulation.done" : "simulation.batch.done", gained, lost);
            }
        };
    }

    private static String share(Job job) {
        Long total = job.total();
        return total == null || total == 0 ? "3" : Long.toString(Math.max(3, job.done() * PERCENT / total));
    }

    private @Nullable String note(Job job) {
        if (job.kind().equals(SimulationJob.NAME)) {
            long collectives = result(job).path("collectives").asLong();
            return collectives == 0
                    ? words.get("simulation.note")
                    : words.get("simulation.note") + " " + words.get("simulation.collectives", collectives);
        }
        Batch batch = simulations.batch(job.id()).orElse(null);
        if (batch != null && batch.undoneBy() != null) {
            return words.get("simulation.undone");
        }
        if (result(job).path("overtaken").asBoolean()) {
            return words.get("simulation.overtaken");
        }
        int counting = result(job).path("counting").size();
        return counting == 0 ? null : words.get("simulation.counting", counting);
    }

    private List<SimulationView.Figure> figures(Sums sums, JsonNode result) {
        List<SimulationView.Figure> figures = new ArrayList<>();
        figures.add(new SimulationView.Figure(
                words.get("simulation.held"), words.number(result.path("held").asLong()), Tone.STILL.css()));
        for (Fate fate : List.of(Fate.GAINED, Fate.LOST, Fate.LEVEL, Fate.FLAGGED, Fate.RENEWED)) {
            long count = sums.of(fate);
            if (count > 0 || fate == Fate.GAINED || fate == Fate.LOST) {
                figures.add(new SimulationView.Figure(
                        words.get("simulation.fate." + fate),
                        words.number(count),
                        (count > 0 ? ChangeViews.tone(fate) : Tone.STILL).css()));
            }
        }
        return figures;
    }

    private List<SimulationView.Line> units(Job job, List<Line> lines, @Nullable String above) {
        OrgTree tree = simulations.tree().get();
        return lines.stream()
                .map(line -> line(
                        line.key().map(unit -> Places.name(tree, unit)),
                        line.key()
                                .filter(unit -> !unit.equals(above))
                                .map(unit -> address(job, null, unit))
                                .orElse(null),
                        line.sums()))
                .toList();
    }

    private SimulationView.Line line(Optional<String> name, @Nullable String href, Sums sums) {
        return new SimulationView.Line(
                name.orElseGet(() -> words.get("simulation.nowhere")),
                href,
                words.number(sums.of(Fate.GAINED)),
                words.number(sums.of(Fate.LOST)),
                words.number(sums.of(Fate.LEVEL) + sums.of(Fate.FLAGGED)));
    }

    private static String address(Job job, @Nullable Fate fate, @Nullable String unit) {
        List<String> query = new ArrayList<>();
        if (fate != null) {
            query.add("fate=" + fate.slug());
        }
        if (unit != null) {
            query.add("unit=" + ChangeViews.encoded(unit));
        }
        return href(job) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String next(Job job, Look look, TitleChange last) {
        String here = address(job, look.fate(), look.unit());
        return here + (here.contains("?") ? "&" : "?") + "after="
                + ChangeViews.encoded(last.subject() + " " + last.cycle() + " " + last.title());
    }

    private List<Link> filters(Job job, Look look, Sums sums) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(
                address(job, null, look.unit()), words.get("simulation.all", sums.changes()), look.fate() == null));
        for (Fate fate : Fate.values()) {
            if (sums.of(fate) > 0 && fate != Fate.RENEWED) {
                links.add(new Link(
                        address(job, fate, look.unit()),
                        words.get("simulation.fate." + fate) + " " + words.number(sums.of(fate)),
                        fate == look.fate()));
            }
        }
        return links.size() > 2 || look.fate() != null ? links : List.of();
    }

    private List<Link> copies(Job job) {
        String from = href(job) + "/changes?format=";
        return List.of(new Link(from + "xlsx", "XLSX"), new Link(from + "csv", "CSV"));
    }

    private @Nullable String undoing(Job job) {
        UUID id = job.id();
        String unit = job.parameters().path("orgUnit").textValue();
        boolean may = Scope.mayIn(caller, Action.REEVALUATE, unit == null ? "/" : simulations.path(unit));
        return may && simulations.batch(id).filter(simulations::canBeUndone).isPresent() ? href(job) + "/undo" : null;
    }
}
