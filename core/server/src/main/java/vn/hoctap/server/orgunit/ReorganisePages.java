package vn.hoctap.server.orgunit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobApi;
import vn.hoctap.server.job.JobState;

/** Where units are merged, split, dissolved and moved: step by step, seen before it is done, and done as one. */
public final class ReorganisePages {
    static final String HERE = UnitPages.HERE + "/reorganise";
    private static final String JOB = UnitPages.HERE + "/reorganisations";
    private static final Pattern AT_STEP = Pattern.compile("/steps/(\\d+)(/.*)?");

    private final Pages pages;
    private final Reorganisations reorganisations;

    public ReorganisePages(Pages pages, Reorganisations reorganisations) {
        this.pages = pages;
        this.reorganisations = reorganisations;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::begin);
        pages.post(router, HERE, this::goOn);
        pages.get(router, JOB + "/:id", this::job);
    }

    private void begin(RoutingContext context) {
        UnitPages.demand(context);
        List<String> chosen = context.queryParams().getAll("unit");
        String units = String.join(", ", chosen);
        ReorganiseView.Step none = ReorganiseView.Step.NONE;
        show(
                context,
                200,
                new Draft(Json.mapper().createArrayNode(), "", ""),
                List.of(),
                new ReorganiseView.Step(chosen.size() == 1 ? "rehang" : none.kind(), units, "", "", "", ""));
    }

    /** The steps with what holds for all of them. */
    private record Draft(ArrayNode steps, String effective, String reason) {
        ObjectNode body() {
            ObjectNode body =
                    Json.mapper().createObjectNode().put("effective", effective).put("reason", reason);
            body.set("steps", steps);
            return body;
        }
    }

    private void goOn(RoutingContext context) {
        Caller caller = UnitPages.demand(context);
        MultiMap form = context.request().formAttributes();
        Draft draft = new Draft(StepForm.steps(form), StepForm.sent(form, "effective"), StepForm.sent(form, "reason"));
        ReorganiseView.Step typed = StepForm.typed(form);
        switch (StepForm.sent(form, "deed")) {
            case "drop" -> {
                if (!draft.steps().isEmpty()) {
                    draft.steps().remove(draft.steps().size() - 1);
                }
                show(context, 200, draft, List.of(), typed);
            }
            case "do" -> carryOut(context, draft, caller);
            default -> add(context, draft, typed, caller);
        }
    }

    /** A step that is wrong stays in the form. */
    private void add(RoutingContext context, Draft draft, ReorganiseView.Step typed, Caller caller) {
        if (StepForm.says(typed)) {
            draft.steps().add(StepForm.step(typed));
        }
        try {
            reorganisations.preview(ReorganisationBody.read(draft.body()), caller);
            show(context, 200, draft, List.of(), ReorganiseView.Step.NONE);
        } catch (Problem refused) {
            List<String> wrong = wrong(context, refused, draft);
            if (StepForm.says(typed)) {
                draft.steps().remove(draft.steps().size() - 1);
            }
            show(context, 400, draft, wrong, typed);
        }
    }

    private void carryOut(RoutingContext context, Draft draft, Caller caller) {
        try {
            Job job = reorganisations.carryOut(ReorganisationBody.read(draft.body()), caller);
            Pages.redirect(context, JOB + "/" + job.id());
        } catch (Problem refused) {
            show(context, 400, draft, wrong(context, refused, draft), ReorganiseView.Step.NONE);
        }
    }

    /** In the words of the form, with the id in question where there is one. */
    private List<String> wrong(RoutingContext context, Problem refused, Draft draft) {
        if (refused.status() != 400 && refused.status() != 409) {
            throw refused;
        }
        Words words = pages.words(context);
        List<String> wrong = new ArrayList<>();
        refused.errors().forEach(error -> {
            Matcher step = AT_STEP.matcher(error.pointer());
            String field = error.pointer().replaceAll("/\\d+$", "").replaceAll(".*/", "");
            String said = words.orElse("tree.step.wrong." + field, error.detail());
            String id = draft.body().at(error.pointer()).asText();
            wrong.add((step.matches() ? words.get("tree.step", Integer.parseInt(step.group(1)) + 1) + ": " : "")
                    + said
                    + (id.isEmpty() ? "" : " (" + id + ")"));
        });
        return wrong.stream().distinct().toList();
    }

    private void show(RoutingContext context, int status, Draft draft, List<String> wrong, ReorganiseView.Step step) {
        Words words = pages.words(context);
        Optional<Preview> preview =
                draft.steps().isEmpty() || !wrong.isEmpty() ? Optional.empty() : preview(draft, Caller.of(context));
        OrgTree tree = reorganisations.units().tree();
        PreviewWords told = PreviewWords.of(words, tree, preview);
        ReorganiseView view = new ReorganiseView(
                draft.steps().isEmpty() ? "" : draft.steps().toString(),
                draft.effective(),
                draft.reason(),
                told.steps(draft.steps()),
                wrong,
                step,
                tree.children(step.units()).stream().map(OrgUnit::id).toList(),
                preview.map(told::shown).orElse(null));
        pages.show(context, status, "orgunit/reorganise", words.get("tree.reorganise.title"), view);
    }

    private Optional<Preview> preview(Draft draft, Caller caller) {
        try {
            return Optional.of(reorganisations.preview(ReorganisationBody.read(draft.body()), caller));
        } catch (Problem incomplete) {
            return Optional.empty();
        }
    }

    private void job(RoutingContext context) {
        Caller caller = UnitPages.demand(context);
        Words words = pages.words(context);
        Job job = JobApi.demand(context, reorganisations.jobs(), Action.READ_JOBS);
        if (!job.kind().equals(ReorganisationJob.NAME)) {
            throw Problem.notFound("There is no such reorganisation of yours, " + caller.name() + ".");
        }
        pages.show(context, "orgunit/job", words.get("tree.reorganise.title"), view(job, words));
    }

    static ReorganisedView view(Job job, Words words) {
        Order order = Order.read(job.parameters());
        @Nullable Long total = job.total();
        boolean ended = job.state().ended();
        boolean waits = job.state() == JobState.QUEUED && order.effective().isAfter(LocalDate.now(Words.ZONE));
        String share = total == null || total == 0 ? "0" : String.valueOf(100 * job.done() / total);
        return new ReorganisedView(
                JOB + "/" + job.id(),
                words.get("tree.job.kicker", words.date(order.effective())),
                order.reason(),
                words.get("tree.job." + job.state().name()),
                ended || waits ? null : share,
                words.get("tree.job.progress", job.done(), total == null ? "…" : words.number(total)),
                order.units().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(count -> new ReorganiseView.Figure(
                                words.get("tree.fate." + count.getKey()), words.number(count.getValue())))
                        .toList(),
                waits ? words.get("tree.job.waits", words.date(order.effective())) : told(job, words));
    }

    private static @Nullable String told(Job job, Words words) {
        return job.result() == null || !job.result().has("moved")
                ? null
                : words.get(
                        "tree.job.done",
                        job.result().path("moved").asLong(),
                        job.result().path("judged").asLong());
    }
}
