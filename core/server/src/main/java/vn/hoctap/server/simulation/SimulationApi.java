package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.exchange.Format;
import vn.hoctap.server.http.Fields;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobApi;
import vn.hoctap.server.plugin.PluginRefused;
import vn.hoctap.server.plugin.Unsigned;
import vn.hoctap.server.simulation.PeopleByKey.Person;
import vn.hoctap.server.simulation.TitleChanges.Place;

/** Simulations and re-evaluations over HTTP. */
public final class SimulationApi {
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_DRAFT = 1_000_000;
    private static final int LONGEST_REASON = 1_000;
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18}) ([0-9]{4}) (.{1,200})");

    private final Simulations simulations;
    private final Acting acting;
    private final PeopleByKey people;
    private final ChangeTable table;

    public SimulationApi(Simulations simulations, Acting acting) {
        this.simulations = simulations;
        this.acting = acting;
        this.people = simulations.people();
        this.table = simulations.table();
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "startSimulation", this::start,
                "getSimulation", this::get,
                "listSimulationChanges", this::changes,
                "signSimulation", this::sign,
                "startReevaluation", this::reevaluate,
                "getReevaluation", this::get,
                "listReevaluationChanges", this::changes,
                "undoReevaluation", this::undo);
    }

    private void start(RoutingContext context) {
        Fields fields = new Fields(Json.body(context));
        Map<String, JsonNode> parameters = new HashMap<>();
        fields.get("parameters").properties().forEach(one -> parameters.put(one.getKey(), one.getValue()));
        Wish wish = new Wish(
                fields.text("set", LONGEST_ID),
                fields.text("draft", LONGEST_DRAFT),
                fields.get("cycle").asInt(),
                fields.id("orgUnit"),
                fields.id("scope"),
                parameters);
        fields.check();
        accepted(context, simulations.start(wish, Caller.of(context)));
    }

    private void reevaluate(RoutingContext context) {
        Fields fields = new Fields(Json.body(context));
        String set = fields.text("set", LONGEST_ID).orElse("");
        Optional<String> unit = fields.id("orgUnit");
        fields.check();
        accepted(
                context,
                simulations.reevaluate(
                        set,
                        fields.get("cycle").asInt(),
                        unit,
                        fields.get("everybody").asBoolean(),
                        Caller.of(context)));
    }

    private static void accepted(RoutingContext context, Job job) {
        context.response().putHeader("Location", "/api/v1/jobs/" + job.id());
        Json.send(context, 202, JobApi.json(job));
    }

    private Job job(RoutingContext context) {
        return simulations.demand(id(context), Caller.of(context));
    }

    static UUID id(RoutingContext context) {
        try {
            return UUID.fromString(Objects.requireNonNull(context.pathParam("id")));
        } catch (IllegalArgumentException malformed) {
            throw Problem.notFound("There is no such simulation or batch in your part.");
        }
    }

    private void get(RoutingContext context) {
        Json.send(context, 200, json(job(context)));
    }

    private Map<String, @Nullable Object> json(Job job) {
        Map<String, @Nullable Object> json = JobApi.json(job);
        json.remove("parameters");
        if (job.kind().equals(SimulationJob.NAME)) {
            json.put(
                    "signed",
                    simulations.signatures().of(job.id()).stream()
                            .map(signature -> Map.of("by", signature.account(), "at", signature.at()))
                            .toList());
            json.put("missingSignatures", simulations.missing(job));
        } else {
            simulations.batch(job.id()).ifPresent(batch -> {
                json.put("plugin", batch.plugin());
                json.put("pluginVersion", batch.pluginVersion());
                json.put(
                        "undoes", batch.undoes() == null ? null : batch.undoes().toString());
                json.put(
                        "undoneBy",
                        batch.undoneBy() == null ? null : batch.undoneBy().toString());
            });
        }
        return json;
    }

    private void changes(RoutingContext context) {
        Job job = job(context);
        Optional<Format> format =
                Optional.ofNullable(context.queryParams().get("format")).flatMap(Format::of);
        if (format.filter(known -> known != Format.JSON).isPresent()) {
            String language = context.queryParams().get("language");
            table.send(context, job, format.get(), Words.of(language == null ? "vi" : language));
            return;
        }
        Page page = Page.of(context);
        Fate fate = Fate.of(context.queryParams().get("fate")).orElse(null);
        List<TitleChange> found = new TitleChanges(simulations.database())
                .page(
                        job.id(),
                        fate,
                        null,
                        page.after().map(SimulationApi::place).orElse(null),
                        page.fetch());
        Map<Long, Person> known = people.of(found);
        page.send(
                context,
                found,
                change -> change.subject() + " " + change.cycle() + " " + change.title(),
                change -> json(change, known.get(change.subject())));
    }

    static Place place(String after) {
        Matcher matcher = PLACE.matcher(after);
        if (!matcher.matches()) {
            throw Problem.invalid("/query/after", "after must be the cursor from the Link header of the page before.");
        }
        return new Place(Long.parseLong(matcher.group(1)), matcher.group(3), Integer.parseInt(matcher.group(2)));
    }

    private static Map<String, @Nullable Object> json(TitleChange change, @Nullable Person person) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("subject", person == null ? null : person.id());
        json.put("title", change.title());
        json.put("cycle", change.cycle());
        json.put("change", change.fate().slug());
        json.put("set", change.set());
        json.put("version", change.version());
        json.put("levelBefore", change.levelBefore());
        json.put("levelAfter", change.levelAfter());
        json.put("ended", change.ended());
        json.put("awarded", change.awarded());
        json.put("unit", change.unit());
        json.put("group", change.group());
        json.put("why", change.why());
        return json;
    }

    private void sign(RoutingContext context) {
        Job job = job(context);
        acted(context, () -> {
            acting.sign(job, Caller.of(context));
            return job;
        });
        Json.send(context, 200, json(job));
    }

    private void undo(RoutingContext context) {
        Fields fields = new Fields(Json.body(context));
        Optional<String> reason = fields.text("reason", LONGEST_REASON);
        if (reason.isEmpty()) {
            fields.fault("/reason", "Say why it is taken back.");
        }
        fields.check();
        Job job = job(context);
        accepted(context, acted(context, () -> acting.undo(job, reason.orElseThrow(), Caller.of(context))));
    }

    private static Job acted(RoutingContext context, Supplier<Job> acting) {
        try {
            return acting.get();
        } catch (Unsigned unsigned) {
            context.response().putHeader("Location", "/api/v1/jobs/" + unsigned.simulation());
            throw Problem.conflict(
                    "/simulations/" + unsigned.simulation(),
                    "What this does to titles has to be seen and signed first, or anew: look at /simulations/"
                            + unsigned.simulation() + ".");
        } catch (PluginRefused refused) {
            throw Problem.conflict("The plugin '" + refused.plugin().id() + "' does not run: " + refused.getMessage());
        }
    }
}
