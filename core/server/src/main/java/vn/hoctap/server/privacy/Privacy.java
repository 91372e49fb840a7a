package vn.hoctap.server.privacy;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.identity.Accounts;
import vn.hoctap.server.ledger.NamedEvidence;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.PlainRows;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.xapi.Xapi;

/** What people may ask of whoever keeps their data, put together. */
public final class Privacy {

    /**
     * What it stands on.
     *
     * @param staged takes somebody out of what waits to be recorded
     */
    public record Parts(
            Database database,
            Subjects subjects,
            EvidenceStore evidence,
            Xapi xapi,
            Registry registry,
            Consequences consequences,
            Accounts accounts,
            RetentionPeriods periods,
            Clock clock,
            BiConsumer<Sql, Subject> staged) {}

    private final Parts parts;
    private final Desk desk;

    public Privacy(Parts parts) {
        this.parts = parts;
        DataRequests requests = new DataRequests(parts.database(), parts.subjects(), parts.clock());
        desk = new Desk(
                parts.subjects(),
                requests,
                new PersonalData(parts.database(), parts.subjects(), parts.evidence(), parts.xapi(), parts.accounts()),
                new Erasure(
                        parts.database(),
                        parts.subjects(),
                        parts.evidence(),
                        parts.consequences(),
                        requests,
                        this::declared,
                        parts.staged()),
                new Consents(parts.database(), parts.clock()),
                new Retention(parts.database(), parts.evidence(), parts.periods(), parts.clock()));
    }

    /** Ends erasures that were interrupted, and seals in the background what is plain from before. For one node at a time. */
    public AutoCloseable start() {
        PlainRows plain = new PlainRows(parts.database(), parts.subjects().secrets());
        return Sealing.start(List.of(
                page -> desk.erasure().finishAll(),
                plain::sealProfiles,
                plain::sealIdentities,
                page -> new NamedEvidence(parts.subjects()).sealPlain(parts.database()),
                parts.xapi()::sealPlain,
                parts.evidence()::sealPlain));
    }

    private Erasure.Declared declared() {
        List<CriteriaSet> sets = parts.registry().published().stream()
                .map(published -> published.set())
                .toList();
        Set<String> attributes =
                sets.stream().flatMap(set -> set.attributes().keySet().stream()).collect(Collectors.toSet());
        Set<MonthDay> days =
                sets.stream().map(set -> set.cycle().referenceDate()).collect(Collectors.toSet());
        return new Erasure.Declared(attributes, days);
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return new PrivacyApi(desk).operations();
    }

    public void mount(Router router, Pages pages) {
        new MyDataPages(pages, desk).mount(router);
        new DataRequestPages(pages, desk).mount(router);
        new RetentionPages(pages, desk).mount(router);
    }

    /** Whether public pages may show a name. */
    public Consents consents() {
        return desk.consents();
    }
}
