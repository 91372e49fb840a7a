package vn.hoctap.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.account.Linkage;
import vn.hoctap.server.assessment.AssessmentApi;
import vn.hoctap.server.assessment.QuestionApi;
import vn.hoctap.server.audit.Anchor;
import vn.hoctap.server.audit.AuditApi;
import vn.hoctap.server.audit.Refusals;
import vn.hoctap.server.audit.Sequencer;
import vn.hoctap.server.cluster.SharedFolder;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.editor.Editor;
import vn.hoctap.server.evidence.EvidenceApi;
import vn.hoctap.server.evidence.Sweeping;
import vn.hoctap.server.exchange.ExportApi;
import vn.hoctap.server.exchange.ImportApi;
import vn.hoctap.server.exchange.Imports;
import vn.hoctap.server.http.ApiRouter;
import vn.hoctap.server.http.Assets;
import vn.hoctap.server.http.Clients;
import vn.hoctap.server.http.Front;
import vn.hoctap.server.http.Health;
import vn.hoctap.server.http.HttpEndpoint;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.RateLimit;
import vn.hoctap.server.http.Routes;
import vn.hoctap.server.identity.Authority;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.DemoTokens;
import vn.hoctap.server.identity.Entrance;
import vn.hoctap.server.identity.SignIn;
import vn.hoctap.server.identity.realm.SsoPages;
import vn.hoctap.server.job.JobApi;
import vn.hoctap.server.ledger.ActivityApi;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.CountedFacts;
import vn.hoctap.server.ledger.Judgements;
import vn.hoctap.server.ledger.ProgressApi;
import vn.hoctap.server.ledger.Recording;
import vn.hoctap.server.ledger.Timekeeper;
import vn.hoctap.server.live.EventApi;
import vn.hoctap.server.live.Happenings;
import vn.hoctap.server.member.MemberApi;
import vn.hoctap.server.orgunit.OrgUnitApi;
import vn.hoctap.server.orgunit.ReorganisationApi;
import vn.hoctap.server.orgunit.Succession;
import vn.hoctap.server.plugin.CriteriaApi;
import vn.hoctap.server.plugin.PluginApi;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.plugin.trust.PublisherApi;
import vn.hoctap.server.privacy.Privacy;
import vn.hoctap.server.programme.DashboardApi;
import vn.hoctap.server.simulation.SimulationApi;
import vn.hoctap.server.skill.Profiles;
import vn.hoctap.server.skill.SkillApi;
import vn.hoctap.server.skill.Skills;
import vn.hoctap.server.subject.MembershipApi;
import vn.hoctap.server.subject.SubjectApi;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.TitleApi;

/** The running server: the core with everything that reaches it from outside. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    /** A node that finds others knows them by then, and one that finds none has begun to serve. */
    private static final Duration JOINING = Duration.ofSeconds(6);

    /** So many ids that others have, elsewhere, an account may want to give to somebody in a minute. */
    private static final int IDS = 10;

    private final Core core;
    private final Settings settings;
    private final Recording recording;
    private final ActivityApi activities;
    private final AssessmentApi assessments;
    private final Exchanging exchanging;
    private final Refusals refusals;
    private final Privacy privacy;
    private final Closing closing = new Closing();
    private final RateLimit strangers;
    private final Linkage linkage;
    private Optional<DemoTokens> demoTokens = Optional.empty();
    private List<Route> routes = List.of();

    private Server(Core core, Settings settings) {
        this.core = closing.after(core);
        this.settings = settings;
        Clock clock = core.clock();
        recording = new Recording(core.recorder());
        strangers = settings.rates().limitStrangers(clock);
        linkage = new Linkage(core.database(), core.subjects(), clock);
        core.evidence().prepare(settings.cluster().isEmpty());
        refusals = closing.after(Refusals.start(core.database(), this::routes));
        activities =
                new ActivityApi(core.database(), core.subjects(), core.courses(), core.evidence(), recording, clock);
        assessments = new AssessmentApi(core.database(), core.subjects(), core.registry()::set, recording, clock);
        exchanging = closing.after(Exchanging.open(core, settings));
        Imports imports = exchanging.imports();
        closing.after(Sweeping.start(List.of(core.evidence()::sweep, () -> imports.sweep(false))));
        privacy = new Privacy(new Privacy.Parts(
                core.database(),
                core.subjects(),
                core.evidence(),
                core.xapi(),
                core.registry(),
                Following.of(core),
                core.accounts(),
                settings.periods(),
                clock,
                imports::forget));
    }

    /** Everything but the network: what is recorded before {@link #listen} is there when the first request comes. */
    public static Server prepare(Settings settings) {
        Server server = new Server(Core.open(settings), settings);
        try {
            server.share();
            server.rejudge();
            server.claim();
            server.closing.after(server.core.whileRecording(recorder -> server.privacy.start()));
            server.core.peers().joinedWithin(JOINING);
        } catch (RuntimeException failure) {
            server.close();
            throw failure;
        }
        return server;
    }

    private void share() {
        settings.cluster()
                .flatMap(cluster -> cluster.folder().isEmpty()
                        ? Optional.of(
                                "The setting cluster.folder is missing: evidence and files to import stay on the node"
                                        + " that was sent them.")
                        : new SharedFolder(settings.uploads()).join(core.database()))
                .ifPresent(LOG::warn);
    }

    /** Where another process records, that one has done it. */
    private void claim() {
        try {
            core.xapi().claims().claimAll();
        } catch (Problem problem) {
            if (problem.status() != Problem.UNAVAILABLE) {
                throw problem;
            }
            LOG.warn("Statements that wait for people who are known wait on: {}", problem.detail());
        }
    }

    private Happenings follow() {
        Happenings following = Happenings.start(core.database(), core.subjects()::knownPlaces);
        core.recorder().afterCommit(following::hint);
        return following;
    }

    private void rejudge() {
        closing.after(core.whileRecording(recorder -> JudgingAnew.start(core.database(), recorder, core.registry())));
        closing.after(core.whileRecording(
                recorder -> Timekeeper.start(core.database(), recorder, core.clock(), core.units()::reload)));
        closing.after(core.whileRecording(recorder -> Onward.start(core, recorder)));
        closing.after(core.whileRecording(recorder -> Sequencer.start(core.database(), Anchor.in(settings.data()))));
    }

    /** Fails with a {@link java.net.BindException} when the port is taken. */
    public HttpEndpoint listen() {
        Settings.Http http = settings.http();
        Health health = new Health(Map.of("database", () -> core.database().first("select 1")));
        Happenings happenings = closing.after(follow());
        Map<String, Handler<RoutingContext>> operations = operations();
        operations.putAll(new EventApi(core.vertx(), happenings, core.clock()).operations());
        // Who answers on an event loop must not have to read it first.
        core.courses().reload();
        ApiRouter api = new ApiRouter(exchanging.description(), operations);
        HttpEndpoint endpoint = closing.after(HttpEndpoint.open(
                core.vertx(), new HttpEndpoint.Address(http.host(), http.port()), front(), health, routes(api)));
        // Closed before the endpoint, which waits for what is running: a stream never ends by itself.
        closing.after(happenings);
        routes = endpoint.routes();
        return endpoint;
    }

    private Front front() {
        return new Front(
                settings.http().publicUrl(), settings.keycloak().map(keycloak -> URI.create(keycloak.issuer())));
    }

    /** All is the same for both but who signs the tokens. */
    private Routes routes(ApiRouter api) {
        Authority authority = Signing.with(core, settings, tokens -> demoTokens = Optional.of(tokens));
        Entrance entrance = closing.after(new Entrance(
                authority,
                new Succession(core.accounts().known(linkage.linked(authority.tokens())), core.units()::tree),
                new Entrance.Ground(
                        core.vertx(),
                        core.database(),
                        settings.http().publicUrl(),
                        settings.rates().limitSignIns(core.clock()),
                        core.clock())));
        linkage.whenChanged(core.peers().everywhere("links", entrance::forget));
        core.units().whenChanged(entrance::forget);
        return new Routes() {
            @Override
            public void mountQuick(Router router) {
                api.mountQuick(router, entrance.signIn()::recall);
            }

            @Override
            public void mount(Router router) {
                Server.this.mount(router, api, entrance);
            }
        };
    }

    private void mount(Router router, ApiRouter api, Entrance entrance) {
        Site site = new Site(core, settings.demo(), judgements(), recording, profiles(), enrolling(), exchanging);
        Pages pages = site.pages();
        SignIn signIn = entrance.signIn();
        entrance.mount(router, pages);
        router.route().handler(refusals::watch);
        api.mount(router, signIn::demand, signIn::program);
        pages.before(router, context -> {
            signIn.browser(context);
            if (Caller.find(context).isEmpty() && !Assets.are(context)) {
                strangers.demand(context);
            }
        });
        site.mount(router, pages, entrance.open());
        linkage.mount(router, pages, core.accounts()::name);
        privacy.mount(router, pages);
        new SsoPages(pages, settings.realm(), core.clock()).mount(router);
        new Editor(new Editor.Parts(
                        core.database(),
                        core.subjects(),
                        core.units()::tree,
                        core.registry(),
                        core.rollout(),
                        exchanging.simulations(),
                        core.clock()))
                .mount(router, pages);
    }

    private Map<String, Handler<RoutingContext>> operations() {
        Subjects subjects = core.subjects();
        Courses courses = core.courses();
        Registry registry = core.registry();
        Following following = Following.of(core);
        TitleApi titles = new TitleApi(
                core.titles(),
                subjects,
                (title, reason, by) -> recording.act(
                        new Command.WithdrawTitle(title.subject(), title.serial(), reason), by, "withdrawn"));
        Map<String, Handler<RoutingContext>> operations = new HashMap<>();
        List.of(
                        activities.operations(),
                        assessments.operations(),
                        new EvidenceApi(core.evidence(), subjects).operations(),
                        new QuestionApi(core.database(), subjects, core.questions(), core.evidence()).operations(),
                        titles.operations(),
                        new ProgressApi(judgements(), subjects, courses, core.clock()).operations(),
                        new SubjectApi(
                                        subjects,
                                        following,
                                        core.searches(),
                                        new RateLimit(IDS, new Clients(List.of()), core.clock()))
                                .operations(),
                        new MembershipApi(core.memberships(), subjects, following).operations(),
                        new MemberApi(core.members(), subjects).operations(),
                        new OrgUnitApi(core.units(), subjects, following).operations(),
                        new ReorganisationApi(exchanging.reorganisations()).operations(),
                        enrolling().operations(),
                        new DashboardApi(core.figures()).operations(),
                        new CriteriaApi(registry).operations(),
                        new SkillApi(profiles(), subjects).operations(),
                        new PluginApi(
                                        core.rollout(),
                                        exchanging.imports().uploads().incoming())
                                .operations(),
                        new PublisherApi(core.publishers(), core.rollout()::distrust).operations(),
                        new JobApi(exchanging.jobs()).operations(),
                        new ImportApi(exchanging.imports(), exchanging.jobs()).operations(),
                        new ExportApi(exchanging.exports()).operations(),
                        new SimulationApi(exchanging.simulations(), exchanging.acting()).operations(),
                        core.xapi().operations(),
                        privacy.operations(),
                        linkage.operations(),
                        new AuditApi(core.trail(), core.accounts()::name, core.searches()).operations())
                .forEach(operations::putAll);
        return operations;
    }

    private Enrolling enrolling() {
        return Enrolling.of(core, activities, recording);
    }

    private Judgements judgements() {
        return new Judgements(core.database(), core.subjects()::histories, core::rules, core.clock());
    }

    private Profiles profiles() {
        return new Profiles(
                new Skills(core::registry), new CountedFacts(core.database()), core.courses(), core.clock());
    }

    public Core core() {
        return core;
    }

    public Exchanging exchanging() {
        return exchanging;
    }

    /** Who signs in demo mode, once the server listens. */
    public Optional<DemoTokens> demoTokens() {
        return demoTokens;
    }

    /** Everything that is answered, once the server listens. */
    public List<Route> routes() {
        return routes;
    }

    public Recording recording() {
        return recording;
    }

    public ActivityApi activities() {
        return activities;
    }

    public AssessmentApi assessments() {
        return assessments;
    }

    /** Running requests are answered and what waits is recorded first. */
    @Override
    public void close() {
        closing.close();
    }
}
