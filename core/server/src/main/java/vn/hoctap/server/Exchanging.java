package vn.hoctap.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.assessment.AssessmentCheck;
import vn.hoctap.server.course.CourseEntries;
import vn.hoctap.server.course.CourseRights;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.exchange.Exports;
import vn.hoctap.server.exchange.ImportLimits;
import vn.hoctap.server.exchange.Imports;
import vn.hoctap.server.exchange.Sinks;
import vn.hoctap.server.exchange.UploadFolder;
import vn.hoctap.server.exchange.Vocabulary;
import vn.hoctap.server.http.Description;
import vn.hoctap.server.job.Jobs;
import vn.hoctap.server.ledger.ActivityCheck;
import vn.hoctap.server.ledger.Trial;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitEntries;
import vn.hoctap.server.orgunit.Reorganisations;
import vn.hoctap.server.orgunit.ScopedSet;
import vn.hoctap.server.plugin.Aside;
import vn.hoctap.server.plugin.PublishedSet;
import vn.hoctap.server.simulation.Acting;
import vn.hoctap.server.simulation.Publishing;
import vn.hoctap.server.simulation.Simulations;
import vn.hoctap.server.subject.MembershipApi;
import vn.hoctap.server.subject.SubjectEntries;
import vn.hoctap.server.subject.Subjects;

/** Imports and exports, and the jobs that run them, for the server and for commands. */
public final class Exchanging implements AutoCloseable {
    private final Core core;
    private final Description description = new Description();
    private final Imports imports;
    private final Simulations simulations;
    private final Reorganisations reorganisations;
    private final Jobs jobs;

    private Exchanging(Core core, Settings settings) {
        this.core = core;
        imports = new Imports(
                core.database(),
                core.subjects().secrets(),
                core.subjects().names(),
                sinks(),
                this::vocabulary,
                new UploadFolder(settings.uploads()),
                ImportLimits.DEFAULT,
                description,
                core.clock());
        simulations = new Simulations(new Simulations.Parts(
                core.database(),
                core.subjects()::histories,
                core::rules,
                core.registry(),
                core.units()::tree,
                core.subjects().names(),
                core.recorder(),
                core.clock(),
                settings.lostTitlesPercent(),
                core.rollout()::supposed));
        reorganisations = new Reorganisations(new Reorganisations.Parts(
                core.database(), core.units(), core.subjects(), Following.of(core), this::scopedSets));
        imports.sweep(settings.database().isEmpty() && settings.cluster().isEmpty());
        // A data folder's own database has one server at a time; what runs there was left behind by a kill.
        jobs = Jobs.start(
                core.database(),
                Stream.concat(Stream.of(imports.kind(), reorganisations.kind()), simulations.kinds().stream())
                        .toList(),
                settings.database().isEmpty());
        simulations.runBy(jobs);
        reorganisations.runBy(jobs);
        core.rollout().publishing(new Publishing(simulations));
    }

    /** Goes on with what was left unfinished. */
    public static Exchanging open(Core core, Settings settings) {
        return new Exchanging(core, settings);
    }

    private Sinks sinks() {
        Database database = core.database();
        Subjects subjects = core.subjects();
        Clock clock = core.clock();
        Following following = Following.of(core);
        CourseRights rights = new CourseRights(id ->
                core.units().tree().find(id).map(unit -> core.units().tree().path(unit.id())));
        return new Sinks(
                new ActivityCheck(database, subjects, core.courses(), clock),
                new AssessmentCheck(database, subjects, core.registry()::set, clock),
                core.recorder(),
                new Trial(database, subjects::histories, core::rules, clock),
                new SubjectEntries(subjects, following),
                new MembershipApi(core.memberships(), subjects, following),
                core.memberships(),
                new OrgUnitEntries(core.units(), subjects, following),
                new CourseEntries(core.courses(), rights));
    }

    private Vocabulary vocabulary() {
        List<OrgUnit> units = core.units().tree().units();
        List<String> sets = core.registry().published().stream()
                .map(published -> published.set())
                .filter(set -> !set.isAbstract())
                .map(CriteriaSet::id)
                .distinct()
                .toList();
        return new Vocabulary(units, core.courses().all(), sets, core.registry()::set);
    }

    Description description() {
        return description;
    }

    public Imports imports() {
        return imports;
    }

    public Exports exports() {
        return new Exports(core.database(), core.subjects(), core.units(), core.courses());
    }

    private List<ScopedSet> scopedSets() {
        List<ScopedSet> scoped = new ArrayList<>();
        for (PublishedSet published : core.registry().published()) {
            String scope = published.scope();
            CriteriaSet set = published.set();
            if (scope != null && !set.isAbstract()) {
                String subject = set.subject().slug();
                scoped.add(new ScopedSet(set.id(), set.version(), published.plugin(), scope, subject, set.awards()));
            }
        }
        return scoped;
    }

    /** Mergers and the like. */
    public Reorganisations reorganisations() {
        return reorganisations;
    }

    public Simulations simulations() {
        return simulations;
    }

    /** Loading and unloading plugins is work for a thread of its own. */
    public Acting acting() {
        return new Acting(
                simulations,
                (signed, caller) -> Aside.run(() -> core.rollout().resume(signed, caller)),
                (plugin, reason, caller) -> Aside.run(() -> core.rollout().retreat(plugin, reason, caller)));
    }

    public Jobs jobs() {
        return jobs;
    }

    /** Returns when the jobs at work have stopped at a checkpoint. */
    @Override
    public void close() {
        jobs.close();
    }
}
