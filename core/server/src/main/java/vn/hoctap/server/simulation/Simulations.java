package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobKind;
import vn.hoctap.server.job.JobState;
import vn.hoctap.server.job.Jobs;
import vn.hoctap.server.ledger.Histories;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Rules;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.plugin.PublishedSet;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.plugin.Supposed;
import vn.hoctap.server.simulation.Batches.Batch;
import vn.hoctap.server.simulation.Trying.Tried;
import vn.hoctap.server.subject.Names;

/** Begins simulations and re-evaluations, and finds them. Safe for use from any thread. */
public final class Simulations {
    private static final String ROOT = "/";

    /**
     * What simulations work with.
     *
     * @param maxLostPercent of a hundred titles that those concerned hold, more than so many lost ask for a second person
     * @param supposing what would judge if that were done which waits for a simulation to be signed
     */
    public record Parts(
            Database database,
            Histories histories,
            Supplier<Rules> rules,
            Registry registry,
            Supplier<OrgTree> tree,
            Names names,
            Recorder recorder,
            Clock clock,
            int maxLostPercent,
            Function<UUID, Optional<Supposed>> supposing) {}

    private final Parts parts;
    private final Results results;
    private @Nullable Jobs jobs;

    public Simulations(Parts parts) {
        this.parts = parts;
        this.results = new Results(parts.database(), parts.tree(), signatures());
    }

    /** The kinds of jobs; {@link #runBy} tells who runs them. */
    public List<JobKind> kinds() {
        return List.of(
                new SimulationJob(
                        new SimulationJob.Parts(
                                parts.database(), parts.histories(), parts.rules(), parts.clock(), parts.supposing()),
                        results,
                        this::sees),
                new ReevaluationJob(
                        parts.database(),
                        parts.histories(),
                        parts.rules(),
                        parts.recorder(),
                        parts.clock(),
                        results,
                        parts.registry()::follow,
                        this::sees));
    }

    public void runBy(Jobs runner) {
        jobs = runner;
    }

    Jobs jobs() {
        Jobs known = jobs;
        if (known == null) {
            throw new IllegalStateException("nobody runs jobs yet");
        }
        return known;
    }

    Database database() {
        return parts.database();
    }

    Histories histories() {
        return parts.histories();
    }

    Clock clock() {
        return parts.clock();
    }

    Supplier<OrgTree> tree() {
        return parts.tree();
    }

    Registry registry() {
        return parts.registry();
    }

    PeopleByKey people() {
        return new PeopleByKey(parts.database(), parts.names());
    }

    ChangeTable table() {
        return new ChangeTable(parts.database(), people(), parts.registry()::set);
    }

    Optional<Batch> batch(UUID job) {
        return new Batches(parts.database()).find(job);
    }

    /** Later batches stand on earlier ones. */
    boolean canBeUndone(Batch batch) {
        return batch.plugin() != null
                && batch.undoes() == null
                && batch.undoneBy() == null
                && jobs().find(batch.job()).filter(job -> job.state().ended()).isPresent()
                && new Batches(parts.database())
                        .latest(batch.plugin())
                        .filter(batch.job()::equals)
                        .isPresent();
    }

    Rules rules() {
        return parts.rules().get();
    }

    Signatures signatures() {
        return new Signatures(parts.database(), parts.maxLostPercent());
    }

    /** How many persons must still sign before what was simulated is put to work; all, while it is not known. */
    int missing(Job job) {
        JsonNode result = job.result();
        return job.state() == JobState.DONE && result != null
                ? Math.max(0, result.path("signatures").asInt(2) - signatures().persons(job.id()))
                : 2;
    }

    /**
     * Begins to find out.
     *
     * @throws Problem 400 when the wish makes no sense, 403 when it reaches further than the caller may look
     */
    public Job start(Wish wish, Caller caller) {
        Optional<String> unit = Whose.unit(wish.orgUnit(), caller, parts.tree().get());
        wish.scope().ifPresent(scope -> Scope.demandIn(caller, Action.SIMULATE, path(scope)));
        Tried tried = new Trying(
                        parts.registry(),
                        new Wish(wish.set(), wish.draft(), wish.cycle(), unit, wish.scope(), wish.parameters()))
                .tried();
        JsonNode parameters = wish.parameters().isEmpty() ? null : Json.mapper().valueToTree(wish.parameters());
        SimulationOrder order = new SimulationOrder(
                tried.coming().id(),
                tried.coming().version(),
                List.of(tried.coming()),
                tried.going(),
                Set.of(tried.title()),
                Set.of(tried.kind()),
                Set.of(wish.cycle()),
                unit.orElse(null),
                unit.map(parts.tree().get()::below).orElse(null),
                null,
                null,
                false,
                parameters);
        return begin(
                order, new Purpose(tried.coming().id() + " " + tried.coming().version(), ""), caller, (sql, id) -> {});
    }

    /**
     * What a simulation is good for.
     *
     * @param digest of the change
     * @param ground of what is to be done, and of the sets beside those that change
     */
    record Purpose(String digest, String ground) {}

    /** @param also what is done in the transaction in which it is begun, of which it is told the id */
    Job begin(SimulationOrder order, Purpose purpose, Caller caller, BiConsumer<Sql, UUID> also) {
        UUID id = UUID.randomUUID();
        parts.database().inTransaction(sql -> {
            sql.update(
                    "insert into simulation (job, digest, ground, org_unit, plugin) values ($1, $2, $3, $4, $5)",
                    id,
                    purpose.digest(),
                    purpose.ground(),
                    order.orgUnit(),
                    order.plugin());
            also.accept(sql, id);
            Audit.write(
                    sql,
                    Act.of(caller.name(), Deed.SIMULATED)
                            .on(id.toString())
                            .noting(order.set() + " " + order.version()));
            jobs().enqueue(sql, id, SimulationJob.NAME, order, caller);
            return id;
        });
        jobs().wake();
        return jobs().find(id).orElseThrow();
    }

    /**
     * Judges anew whom a set judges or judged in a cycle.
     *
     * @param everybody also those whom the same version judged already
     * @throws Problem 400 when there is no such set, 403
     */
    public Job reevaluate(String set, int cycle, Optional<String> orgUnit, boolean everybody, Caller caller) {
        Scope.demandIn(caller, Action.REEVALUATE, orgUnit.map(this::path).orElse(ROOT));
        List<CriteriaSet> versions = parts.registry().versions(set).stream()
                .map(PublishedSet::set)
                .filter(version -> !version.isAbstract())
                .toList();
        if (versions.isEmpty()) {
            throw Problem.invalid("/set", "There is no criteria set '" + set + "' that judges.");
        }
        ReevaluationOrder order = new ReevaluationOrder(
                versions.stream().map(CriteriaSet::awards).collect(Collectors.toSet()),
                versions.stream().map(version -> version.subject().slug()).collect(Collectors.toSet()),
                Set.of(cycle),
                everybody,
                orgUnit.orElse(null),
                orgUnit.map(parts.tree().get()::below).orElse(null),
                null,
                null,
                null);
        UUID id = UUID.randomUUID();
        parts.database().inTransaction(sql -> {
            new Batches(sql).insert(new Batch(id, null, null, null, orgUnit.orElse(null), null, null));
            Audit.write(
                    sql,
                    Act.of(caller.name(), Deed.REEVALUATED).on(id.toString()).noting(set + " " + cycle));
            jobs().enqueue(sql, id, ReevaluationJob.NAME, order, caller);
            return id;
        });
        jobs().wake();
        return jobs().find(id).orElseThrow();
    }

    /**
     * One that the caller may see now, whoever has begun it: one of a part of the tree that is his, or any for whoever may
     * see all jobs.
     *
     * @throws Problem 404
     */
    Job demand(UUID id, Caller caller) {
        return jobs().find(id)
                .filter(job ->
                        job.kind().equals(SimulationJob.NAME) || job.kind().equals(ReevaluationJob.NAME))
                .filter(job -> sees(job, caller))
                .orElseThrow(() -> Problem.notFound("There is no such simulation or batch in your part."));
    }

    boolean sees(Job job, Caller caller) {
        String unit = job.parameters().path("orgUnit").textValue();
        return Scope.mayIn(caller, Action.READ_JOBS, ROOT)
                || Scope.mayIn(caller, Action.SIMULATE, unit == null ? ROOT : path(unit));
    }

    String path(String unit) {
        return parts.tree().get().path(unit);
    }
}
