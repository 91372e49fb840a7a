package vn.hoctap.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.hoctap.engine.expression.ValueType;
import vn.hoctap.server.audit.Trail;
import vn.hoctap.server.cluster.Peers;
import vn.hoctap.server.cluster.Revisions;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.database.EmbeddedPostgres;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.evidence.Questions;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Accounts;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Searches;
import vn.hoctap.server.ledger.Fence;
import vn.hoctap.server.ledger.LedgerCheck;
import vn.hoctap.server.ledger.NodeRecorder;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Rules;
import vn.hoctap.server.ledger.Transactions;
import vn.hoctap.server.member.Members;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.plugin.PluginHost;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.plugin.Rollout;
import vn.hoctap.server.plugin.trust.Publishers;
import vn.hoctap.server.plugin.trust.Trust;
import vn.hoctap.server.plugin.trust.TrustedPublishers;
import vn.hoctap.server.programme.ProgrammeReader;
import vn.hoctap.server.programme.Rollup;
import vn.hoctap.server.programme.RollupCheck;
import vn.hoctap.server.secrecy.Secrets;
import vn.hoctap.server.subject.Memberships;
import vn.hoctap.server.subject.SearchText;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectQuery;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.Titles;
import vn.hoctap.server.xapi.MappingReader;
import vn.hoctap.server.xapi.Providers;
import vn.hoctap.server.xapi.Xapi;

/** Everything that knows, judges and remembers, without any way in from outside: for the server and for commands. */
public final class Core implements AutoCloseable {
    /** Of this many people of one name the acts are found. */
    private static final int FOUND = 200;

    private final Closing closing;
    private final Clock clock = Clock.system(Words.ZONE);
    private final Vertx vertx;
    private final Database database;
    private final Registry registry;
    private final Rollout rollout;
    private final TrustedPublishers publishers;
    private final OrgUnits units;
    private final Secrets secrets;
    private final Subjects subjects;
    private final Memberships memberships;
    private final Courses courses;
    private final Titles titles;
    private final Accounts accounts;
    private final Peers peers;
    private final Recorder recorder;
    private final EvidenceStore evidence;
    private final Questions questions;
    private final Providers providers;
    private final Xapi xapi;

    private Core(Settings settings, boolean publishes, Closing closing) {
        this.closing = closing;
        // Nothing is served from files, so none need be unpacked into a temporary folder.
        vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        closing.after(() -> Await.on(vertx.close()));
        // It joins while everything else starts.
        peers = closing.after(publishes ? Peering.join(settings) : Peering.alone());
        database = closing.after(Database.open(
                vertx,
                settings.database()
                        .map(DatabaseSettings::address)
                        .orElseGet(() -> closing.after(EmbeddedPostgres.start(settings.data()))
                                .address())));
        Trust trust = settings.plugins().trust();
        publishers = new TrustedPublishers(database, trust.publishers().trusted());
        PluginHost.Settings plugins = new PluginHost.Settings(
                settings.plugins().trusting(trust.with(new Publishers(publishers::all, clock))),
                settings.data(),
                Version.current(),
                publishes);
        PluginHost host = closing.after(PluginHost.start(
                plugins,
                new PluginHost.Ground(
                        database, List.of(new MappingReader(), new ProgrammeReader()), clock, this::unitPath)));
        registry = host.registry();
        rollout = host.rollout();
        rollout.telling(() -> peers.tell("plugins"));
        peers.hear("plugins", () -> Thread.ofVirtual().start(rollout::look));
        if (publishes) {
            closing.after(Released.follow(database, registry));
        }
        units = new OrgUnits(database, clock);
        // The embedded database has one process at a time.
        boolean alone = settings.database().isEmpty() && settings.cluster().isEmpty();
        secrets = Secrets.open(database, settings.keys());
        accounts = new Accounts(database, secrets, SearchText::of, clock);
        subjects = new Subjects(database, secrets, units::tree, this::dateAttributes, clock, alone);
        memberships = new Memberships(database);
        courses = new Courses(database);
        titles = new Titles(database, clock);
        if (publishes && settings.database().isPresent()) {
            closing.after(Revisions.start(
                    database,
                    Map.of("org_unit", units::reload, "course", courses::reload, "plugin_wish", rollout::look),
                    subjects::hear));
        }
        recorder = closing.after(
                publishes
                        ? NodeRecorder.start(database, peers, units::reload, this::transactions)
                        : Recorder.start(transactions(Fence.SHUT)));
        evidence = new EvidenceStore(vertx, database, secrets, settings.uploads(), settings.evidence(), clock);
        questions = new Questions(database, clock);
        providers = new Providers(database, clock);
        xapi = new Xapi(new Xapi.Parts(
                database,
                subjects,
                courses,
                registry,
                recorder,
                providers,
                settings.rates().limitSignIns(clock),
                clock));
    }

    private Transactions transactions(Fence fence) {
        return new Transactions(database, subjects::histories, this::rules, clock, fence);
    }

    /**
     * Opens the data folder, which may be empty, or the external database.
     *
     * @throws vn.hoctap.server.database.DatabaseUnavailable when there is no way to it
     * @throws vn.hoctap.server.plugin.UnusablePluginFolder when a folder of plugins cannot be read
     */
    public static Core open(Settings settings) {
        return open(settings, true);
    }

    /** The same for a command that looks and changes nothing: which sets judge stays as the server left it. */
    public static Core look(Settings settings) {
        return open(settings, false);
    }

    private static Core open(Settings settings, boolean publishes) {
        Closing closing = new Closing();
        try {
            return new Core(settings, publishes, closing);
        } catch (RuntimeException failure) {
            closing.close();
            throw failure;
        }
    }

    private Set<String> dateAttributes() {
        return registry.published().stream()
                .flatMap(published -> published.set().attributes().entrySet().stream())
                .filter(attribute -> attribute.getValue() == ValueType.DATE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The criteria sets that judge now. */
    public Rules rules() {
        Registry.Now now = registry.now();
        return new Rules(now.criteria(), now.measures());
    }

    public LedgerCheck ledgerCheck() {
        return new LedgerCheck(database, subjects::histories, registry.measures(), clock);
    }

    /** What the figures of dashboards are counted from. */
    public Rollup.Ground figures() {
        return new Rollup.Ground(database, registry, subjects::histories, units::tree, clock);
    }

    public RollupCheck rollupCheck() {
        return new RollupCheck(figures());
    }

    public Clock clock() {
        return clock;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Database database() {
        return database;
    }

    public Registry registry() {
        return registry;
    }

    /** Whose code may run. */
    public TrustedPublishers publishers() {
        return publishers;
    }

    /** Changes which plugins run. */
    public Rollout rollout() {
        return rollout;
    }

    public OrgUnits units() {
        return units;
    }

    private Optional<String> unitPath(String id) {
        return units.tree().find(id).map(unit -> units.tree().path(unit.id()));
    }

    public Subjects subjects() {
        return subjects;
    }

    public Memberships memberships() {
        return memberships;
    }

    /** Who belongs to families, clans, communities and units. */
    public Members members() {
        return new Members(database, subjects.names(), titles, units::tree);
    }

    public Courses courses() {
        return courses;
    }

    public Titles titles() {
        return titles;
    }

    public Recorder recorder() {
        return recorder;
    }

    /** Something that only the node that records does, for as long as it does. */
    AutoCloseable whileRecording(Function<Recorder, AutoCloseable> duty) {
        return recorder instanceof NodeRecorder node ? node.whileRecording(duty) : () -> {};
    }

    /** Who did what. */
    public Trail trail() {
        return new Trail(
                database,
                new Trail.Names(accounts::named, this::people),
                unit -> units.tree().below(unit));
    }

    private List<String> people(String words) {
        SubjectQuery query = SubjectQuery.all(FOUND).text(words);
        return subjects.list(new Reach.All(), query).stream().map(Subject::id).toList();
    }

    public Accounts accounts() {
        return accounts;
    }

    /** What people look for, sealed in addresses. */
    public Searches searches() {
        return new Searches(secrets, clock);
    }

    Peers peers() {
        return peers;
    }

    public EvidenceStore evidence() {
        return evidence;
    }

    public Questions questions() {
        return questions;
    }

    public Providers providers() {
        return providers;
    }

    public Xapi xapi() {
        return xapi;
    }

    /** What waits to be recorded is recorded first. */
    @Override
    public void close() {
        closing.close();
    }
}
