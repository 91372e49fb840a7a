package vn.hoctap.server;

import io.vertx.ext.web.Router;
import java.util.Optional;
import vn.hoctap.server.assessment.CollectiveChangePages;
import vn.hoctap.server.assessment.CollectivePage;
import vn.hoctap.server.assessment.CollectivesPages;
import vn.hoctap.server.assessment.Inquiry;
import vn.hoctap.server.assessment.MemberPages;
import vn.hoctap.server.assessment.NewCollectivePages;
import vn.hoctap.server.assessment.OfficerPages;
import vn.hoctap.server.assessment.PersonPages;
import vn.hoctap.server.assessment.QueueItems;
import vn.hoctap.server.assessment.QueuePages;
import vn.hoctap.server.audit.AuditPages;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.exchange.ImportPages;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.identity.SignInPages;
import vn.hoctap.server.identity.Visitors;
import vn.hoctap.server.learner.Actions;
import vn.hoctap.server.learner.ActivityPages;
import vn.hoctap.server.learner.Attachments;
import vn.hoctap.server.learner.Belongings;
import vn.hoctap.server.learner.Inquiries;
import vn.hoctap.server.learner.LearnerPages;
import vn.hoctap.server.learner.LogPages;
import vn.hoctap.server.learner.LoggedPage;
import vn.hoctap.server.learner.Proofs;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.ledger.Judgements;
import vn.hoctap.server.ledger.Recording;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.orgunit.ReorganisePages;
import vn.hoctap.server.orgunit.UnitPages;
import vn.hoctap.server.plugin.PluginPages;
import vn.hoctap.server.plugin.PluginWords;
import vn.hoctap.server.plugin.trust.PublisherPages;
import vn.hoctap.server.programme.DashboardPages;
import vn.hoctap.server.simulation.SimulationPages;
import vn.hoctap.server.skill.Profiles;
import vn.hoctap.server.skill.SkillPages;
import vn.hoctap.server.subject.MembershipApi;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.TitlePages;

/** All pages. */
record Site(
        Core core,
        boolean demo,
        Judgements judgements,
        Recording recording,
        Profiles profiles,
        Enrolling enrolling,
        Exchanging exchanging) {

    Pages pages() {
        return new Pages(demo, new Visitors(this::personName, core.accounts()::name)::of);
    }

    /** @param open people sign in here with a browser */
    void mount(Router router, Pages pages, boolean open) {
        Database database = core.database();
        Subjects subjects = core.subjects();
        OrgUnits units = core.units();
        Courses courses = core.courses();
        Records records = new Records(judgements, core.titles(), database, courses, core::registry);
        Actions actions = new Actions(recording, records);
        Proofs proofs = new Proofs(database, subjects.secrets(), core.evidence());
        Attachments attachments = new Attachments(core.evidence());
        Inquiries inquiries = new Inquiries(core.questions(), attachments, core.accounts()::name);
        Inquiry inquiry = new Inquiry(database, core.questions());
        Belongings belongings = new Belongings(database, subjects, core.titles(), units::tree);
        Following following = Following.of(core);
        pages.mount(router);
        new SignInPages(pages, demo, open, this::personName, this::unitName).mount(router);
        new LearnerPages(pages, subjects, units, records, actions, inquiries, belongings).mount(router);
        new LogPages(pages, subjects, courses, actions, attachments, new LoggedPage(pages, records, proofs))
                .mount(router);
        new ActivityPages(pages, subjects, records, proofs, inquiries, attachments).mount(router);
        new OfficerPages(pages, database, subjects, units, records, core.searches()).mount(router);
        new CollectivesPages(pages, database, subjects, units, records, core.searches()).mount(router);
        new NewCollectivePages(pages, subjects, units, following).mount(router);
        new CollectiveChangePages(pages, subjects, units, following).mount(router);
        new PersonPages(
                        pages,
                        subjects,
                        units,
                        records,
                        actions,
                        inquiry,
                        belongings,
                        new CollectivePage(pages, subjects, units, core.members(), records, belongings, following))
                .mount(router);
        new MemberPages(
                        pages,
                        subjects,
                        units,
                        core.members(),
                        new MembershipApi(core.memberships(), subjects, following),
                        records,
                        core.searches())
                .mount(router);
        new SkillPages(pages, subjects, units, profiles, courses).mount(router);
        QueueItems items = new QueueItems(subjects, units, records, proofs, inquiries);
        new QueuePages(pages, database, items, actions, inquiry).mount(router);
        enrolling.mount(router, pages, records);
        new TitlePages(
                        pages,
                        database,
                        subjects.names(),
                        units::tree,
                        id -> core.registry().set(id),
                        core.clock())
                .mount(router);
        new ImportPages(
                        pages,
                        exchanging.imports(),
                        exchanging.jobs(),
                        id -> core.registry().set(id))
                .mount(router);
        PluginWords.Names names = new PluginWords.Names(id -> unitName(id).orElse(id), core.accounts()::name);
        new PublisherPages(pages, core.publishers(), core.rollout()::distrust).mount(router);
        new PluginPages(
                        pages,
                        core.rollout(),
                        names,
                        exchanging.imports().uploads().incoming())
                .mount(router);
        new SimulationPages(
                        pages,
                        exchanging.simulations(),
                        exchanging.acting(),
                        account -> core.accounts().name(account).orElse(account))
                .mount(router);
        new UnitPages(pages, units, subjects, Following.of(core)).mount(router);
        new ReorganisePages(pages, exchanging.reorganisations()).mount(router);
        new DashboardPages(pages, core.figures()).mount(router);
        new AuditPages(pages, core.trail(), new AuditNames(core), core.searches()).mount(router);
    }

    private Optional<String> personName(String id) {
        return core.subjects().find(id).map(Subject::name);
    }

    private Optional<String> unitName(String id) {
        return core.units().tree().find(id).map(OrgUnit::name);
    }
}
