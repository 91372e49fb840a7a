package vn.hoctap.server.programme;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import vn.hoctap.server.assessment.Backlogs;
import vn.hoctap.server.exchange.Format;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;

/** Dashboards for officers, administrators and auditors, each within his part of the tree. */
public final class DashboardPages {
    static final String HERE = "/dashboard";
    private static final String QUEUE = "/officer/queue";

    private final Pages pages;
    private final Dashboards dashboards;
    private final Backlogs backlogs;

    public DashboardPages(Pages pages, Rollup.Ground ground) {
        this.pages = pages;
        this.backlogs = new Backlogs(ground.database(), ground.tree(), ground.clock());
        this.dashboards = new Dashboards(
                ground.database(), Programmes.following(ground.registry()), ground.tree(), ground.clock());
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::begin);
        pages.get(router, HERE + "/:unit", this::unit);
    }

    static String address(String unit) {
        return unit.isEmpty() ? HERE : HERE + "/" + URLEncoder.encode(unit, StandardCharsets.UTF_8);
    }

    /** The whole tree, for whom that is his part; else the unit for which he has his role. */
    private void begin(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ);
        switch (Scope.reach(caller, Action.READ)) {
            case Reach.All all -> show(context, Counting.EVERYWHERE);
            case Reach.Under under ->
                Pages.redirect(context, address(under.units().getFirst()));
            default -> throw Problem.notFound("There is no unit of yours.");
        }
    }

    private void unit(RoutingContext context) {
        String unit = Objects.requireNonNull(context.pathParam("unit"));
        Scope.demandIn(Caller.of(context), Action.READ, dashboards.tree().path(unit));
        if (!dashboards.tree().knows(unit)) {
            throw Problem.notFound("There is no unit " + unit + ".");
        }
        show(context, unit);
    }

    private void show(RoutingContext context, String unit) {
        Words words = pages.words(context);
        int cycle = Cycles.of(context);
        Dashboard dashboard = dashboards.of(unit, cycle);
        Optional<Format> file = Optional.ofNullable(context.queryParams().get("format"))
                .flatMap(Format::of)
                .filter(format -> format != Format.JSON);
        if (file.isPresent()) {
            new DashboardTable(dashboard, dashboards).send(context, file.get());
            return;
        }
        DashboardViews views =
                new DashboardViews(words, dashboard, dashboards.programmes().sets(), dashboards.today());
        String query = cycle == Cycles.now() ? "" : "?cycle=" + cycle;
        DashboardView view = new DashboardView(
                kicker(words, dashboard),
                views.sentence(),
                above(Caller.of(context), words, unit, query),
                Cycles.links(address(unit), cycle),
                List.of(
                        new Link(address(unit) + "?cycle=" + cycle + "&format=xlsx", "Excel"),
                        new Link(address(unit) + "?cycle=" + cycle + "&format=csv", "CSV")),
                dashboard.counting() ? words.get("programme.counting") : null,
                cycle == Cycles.now() ? waiting(Caller.of(context), words, unit) : null,
                IntStream.range(0, dashboard.programmes().size())
                        .mapToObj(i -> views.plan(dashboard.programmes().get(i), i == 0))
                        .toList(),
                views.titles(),
                words.get("programme.below"),
                views.below(query));
        pages.show(context, "programme/dashboard", words.get("nav.programmes"), view);
    }

    /** It is work of today, whatever year it belongs to. */
    private DashboardView.Waiting waiting(Caller caller, Words words, String unit) {
        Backlogs.Backlog backlog = backlogs.of(unit);
        Instant oldest = backlog.oldest();
        long days = oldest == null
                ? 0
                : ChronoUnit.DAYS.between(LocalDate.ofInstant(oldest, Words.ZONE), dashboards.today());
        String since = oldest == null ? "none" : days == 0 ? "today" : "text";
        return new DashboardView.Waiting(
                words.number(backlog.activities()),
                words.get("programme.waiting." + since, backlog.communes(), days),
                oldest != null && mayVerify(caller, unit) ? QUEUE : null);
    }

    private boolean mayVerify(Caller caller, String unit) {
        return unit.isEmpty()
                ? Scope.mayEverywhere(caller, Action.VERIFY)
                : Scope.mayIn(caller, Action.VERIFY, dashboards.tree().path(unit));
    }

    private String kicker(Words words, Dashboard dashboard) {
        String unit = name(words, dashboard.unit());
        String year = Integer.toString(dashboard.cycle());
        return dashboard.programmes().isEmpty()
                ? words.get("programme.kicker.plain", unit, year)
                : words.get(
                        "programme.kicker",
                        unit,
                        words.in(dashboard.programmes().getFirst().programme().name()),
                        year);
    }

    private String name(Words words, String unit) {
        return unit.isEmpty()
                ? words.get("programme.everywhere")
                : dashboards.tree().find(unit).map(OrgUnit::name).orElse(unit);
    }

    /** As far as the reader may go. */
    private List<Link> above(Caller caller, Words words, String unit, String query) {
        List<Link> above = new ArrayList<>();
        if (unit.isEmpty()) {
            return above;
        }
        OrgTree tree = dashboards.tree();
        if (Scope.mayEverywhere(caller, Action.READ)) {
            above.add(new Link(HERE + query, words.get("programme.everywhere")));
        }
        List<String> chain = tree.chain(unit, dashboards.today());
        for (String one : chain.subList(Math.min(1, chain.size()), chain.size()).reversed()) {
            if (Scope.mayIn(caller, Action.READ, tree.path(one))) {
                above.add(new Link(address(one) + query, name(words, one)));
            }
        }
        return above;
    }
}
