package vn.hoctap.server.simulation;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.exchange.Format;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobApi;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.plugin.FaultWords;
import vn.hoctap.server.plugin.PluginRefused;
import vn.hoctap.server.plugin.PublishedSet;
import vn.hoctap.server.plugin.Unsigned;
import vn.hoctap.server.simulation.SimulationViews.Look;
import vn.hoctap.server.simulation.SimulationsView.Option;

/** Where people see what other criteria would do, sign it, and see and take back what a change has done. */
public final class SimulationPages {
    private static final String HERE = "/simulations";
    private static final String DONE = "/reevaluations";
    private static final int SHOWN = 10;
    private static final int YEARS = 3;
    private static final int UNITS = 200;

    private final Pages pages;
    private final Simulations simulations;
    private final Acting acting;
    private final Function<String, String> accounts;

    /** @param accounts how somebody signs in, by his pseudonym */
    public SimulationPages(Pages pages, Simulations simulations, Acting acting, Function<String, String> accounts) {
        this.pages = pages;
        this.simulations = simulations;
        this.acting = acting;
        this.accounts = accounts;
    }

    public void mount(Router router) {
        pages.get(router, HERE, context -> list(context, 200, null));
        pages.post(router, HERE, this::start);
        for (String kind : List.of(HERE, DONE)) {
            pages.get(router, kind + "/:id", this::show);
            pages.get(router, kind + "/:id/changes", this::changes);
        }
        pages.post(router, HERE + "/:id/cancellation", this::cancel);
        pages.post(router, HERE + "/:id/signature", this::sign);
        pages.post(router, DONE + "/:id/undo", this::undo);
    }

    private static Caller demand(RoutingContext context) {
        Caller caller = Caller.of(context);
        if (!Scope.maySomewhere(caller, Action.SIMULATE)) {
            Scope.demandIn(caller, Action.READ_JOBS, "/");
        }
        return caller;
    }

    private SimulationViews views(RoutingContext context) {
        return new SimulationViews(simulations, accounts, pages.words(context), Caller.of(context));
    }

    private void list(RoutingContext context, int status, @Nullable String wrong) {
        Caller caller = demand(context);
        Words words = pages.words(context);
        boolean asks = Scope.maySomewhere(caller, Action.SIMULATE);
        Optional<CriteriaSet> chosen =
                Optional.ofNullable(context.queryParams().get("set")).flatMap(simulations.registry()::set);
        SimulationsView view = new SimulationsView(
                asks,
                wrong,
                asks ? sets(words, chosen) : List.of(),
                asks ? units(words, caller) : List.of(),
                years(),
                chosen.map(set -> ParameterForm.of(set, words)).orElse(List.of()),
                earlier(context, SimulationJob.NAME),
                earlier(context, ReevaluationJob.NAME));
        pages.show(context, status, "simulation/simulations", words.get("nav.simulations"), view);
    }

    private List<SimulationsView.Earlier> earlier(RoutingContext context, String kind) {
        SimulationViews views = views(context);
        return simulations.jobs().list(JobApi.whose(Caller.of(context)), kind, null, SHOWN).stream()
                .map(views::earlier)
                .toList();
    }

    private List<Option> sets(Words words, Optional<CriteriaSet> chosen) {
        return simulations.registry().published().stream()
                .map(PublishedSet::set)
                .filter(set -> !set.isAbstract())
                .map(CriteriaSet::id)
                .distinct()
                .flatMap(id -> simulations.registry().set(id).stream())
                .map(set -> new Option(
                        set.id(),
                        words.in(set.title()) + " · " + whose(words, set.id()),
                        chosen.map(CriteriaSet::id).filter(set.id()::equals).isPresent()))
                .toList();
    }

    /** The group whose set it is, where the set is called after one. */
    private static String whose(Words words, String set) {
        return words.orElse("group." + set.substring(set.indexOf('/') + 1), set);
    }

    /** His own units and those right below. */
    private List<Option> units(Words words, Caller caller) {
        OrgTree tree = simulations.tree().get();
        Reach reach = Scope.reach(caller, Action.SIMULATE);
        Stream<String> tops = reach instanceof Reach.Under under
                ? under.units().stream()
                : tree.units().stream().filter(unit -> unit.parent() == null).map(OrgUnit::id);
        Stream<Option> whole = reach instanceof Reach.All
                ? Stream.of(new Option("", words.get("simulation.everywhere"), true))
                : Stream.of();
        return Stream.concat(
                        whole,
                        tops.flatMap(top -> Stream.concat(
                                        Stream.of(top),
                                        tree.children(top).stream().map(OrgUnit::id)))
                                .map(unit -> new Option(unit, Places.name(tree, unit), false)))
                .limit(UNITS)
                .toList();
    }

    private static List<Option> years() {
        int now = Cycles.now();
        return IntStream.range(0, YEARS)
                .mapToObj(back -> new Option(Integer.toString(now - back), Integer.toString(now - back), back == 0))
                .toList();
    }

    private void start(RoutingContext context) {
        demand(context);
        String set = Objects.requireNonNullElse(context.request().getFormAttribute("set"), "");
        try {
            Wish wish = new Wish(
                    Optional.of(set).filter(id -> !id.isEmpty()),
                    Optional.empty(),
                    Cycles.of(context.request().getFormAttribute("cycle")),
                    Optional.ofNullable(context.request().getFormAttribute("orgUnit"))
                            .filter(unit -> !unit.isEmpty()),
                    Optional.empty(),
                    ParameterForm.changed(
                            simulations.registry().set(set),
                            pages.words(context),
                            context.request()::getFormAttribute));
            Pages.redirect(context, SimulationViews.href(simulations.start(wish, Caller.of(context))));
        } catch (Problem refused) {
            if (refused.status() != 400) {
                throw refused;
            }
            list(context, 400, refused.detail());
        }
    }

    private Job job(RoutingContext context) {
        Job job = simulations.demand(SimulationApi.id(context), Caller.of(context));
        boolean simulated = job.kind().equals(SimulationJob.NAME);
        if (simulated != context.normalizedPath().startsWith(HERE)) {
            throw Problem.notFound("There is nothing here.");
        }
        return job;
    }

    private void show(RoutingContext context) {
        boolean anew = "anew".equals(context.queryParams().get("said"));
        show(context, 200, job(context), anew ? pages.words(context).get("simulation.anew") : null);
    }

    private void show(RoutingContext context, int status, Job job, @Nullable String wrong) {
        String unit = context.queryParams().get("unit");
        String after = context.queryParams().get("after");
        Look look = new Look(
                Fate.of(context.queryParams().get("fate")).orElse(null),
                unit != null && simulations.tree().get().knows(unit) ? unit : null,
                after == null ? null : SimulationApi.place(after),
                wrong);
        // As it stands after what was done.
        Job now = simulations.jobs().find(job.id()).orElse(job);
        pages.show(
                context,
                status,
                "simulation/simulation",
                pages.words(context).get("nav.simulations"),
                views(context).of(now, look));
    }

    private void changes(RoutingContext context) {
        Format format = Optional.ofNullable(context.queryParams().get("format"))
                .flatMap(Format::of)
                .filter(known -> known != Format.JSON)
                .orElse(Format.XLSX);
        simulations.table().send(context, job(context), format, pages.words(context));
    }

    private void cancel(RoutingContext context) {
        Job job = job(context);
        Caller caller = Caller.of(context);
        if (!job.caller().name().equals(caller.name())) {
            Scope.demandIn(caller, Action.CANCEL_JOBS, "/");
        }
        simulations.jobs().cancel(job.id(), caller.name());
        Pages.redirect(context, SimulationViews.href(job));
    }

    private void sign(RoutingContext context) {
        Job job = job(context);
        acted(context, job, () -> {
            acting.sign(job, Caller.of(context));
            return job;
        });
    }

    private void undo(RoutingContext context) {
        Job job = job(context);
        String reason = Objects.requireNonNullElse(context.request().getFormAttribute("reason"), "")
                .strip();
        if (reason.isEmpty()) {
            throw Problem.invalid("/reason", "Say why it is taken back.");
        }
        acted(context, job, () -> acting.undo(job, reason, Caller.of(context)));
    }

    /** Whatever stands against it is told where it was asked for. */
    private void acted(RoutingContext context, Job job, Supplier<Job> deed) {
        Words words = pages.words(context);
        try {
            Pages.redirect(context, SimulationViews.href(deed.get()));
        } catch (Unsigned waiting) {
            Pages.redirect(context, HERE + "/" + waiting.simulation() + "?said=anew");
        } catch (PluginRefused refused) {
            CriteriaError fault = refused.errors().getFirst();
            show(context, 409, job, words.get("simulation.refused", said(words, fault)));
        } catch (Problem problem) {
            if (problem.status() != 409) {
                throw problem;
            }
            show(
                    context,
                    409,
                    job,
                    words.get(
                            "simulation.refused",
                            FaultWords.of(words.language()).say(problem.detail())));
        }
    }

    private static String said(Words words, CriteriaError fault) {
        FaultWords faults = FaultWords.of(words.language());
        return faults.say(fault.message()) + " " + faults.say(fault.remedy());
    }
}
