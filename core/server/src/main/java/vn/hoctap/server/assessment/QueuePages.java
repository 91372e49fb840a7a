package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.assessment.Queue.Cursor;
import vn.hoctap.server.assessment.Queue.Waiting;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Actions;
import vn.hoctap.server.learner.ActivityViews;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.learner.Rights;
import vn.hoctap.server.ledger.Recording.Answer;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.WonView;

/** The queue of an officer: what people logged themselves, to be verified or rejected one by one. */
public final class QueuePages {
    private static final String HERE = "/officer/queue";
    private static final int SHOWN = 10;
    private static final Rights VERIFYING = new Rights(false, false, true, false, false);

    private final Pages pages;
    private final Subjects subjects;
    private final OrgUnits units;
    private final Records records;
    private final Actions actions;
    private final Queue queue;

    public QueuePages(Pages pages, Sql sql, Subjects subjects, OrgUnits units, Records records, Actions actions) {
        this.pages = pages;
        this.subjects = subjects;
        this.units = units;
        this.records = records;
        this.actions = actions;
        this.queue = new Queue(sql, units::tree, records.diary());
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::show);
        pages.post(router, HERE, this::verify);
    }

    private void verify(RoutingContext context) {
        String subject =
                Objects.requireNonNullElse(context.request().formAttributes().get("subject"), "");
        Answer answer = actions.verify(context, Person.other(subjects, context, subject));
        Pages.redirect(context, HERE + Actions.outcome(context, answer));
    }

    private void show(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.VERIFY);
        Reach reach = Scope.reach(caller, Action.VERIFY);
        Words words = pages.words(context);
        Optional<Cursor> after = after(context.queryParams());
        List<Waiting> waiting = queue.list(reach, after, SHOWN + 1);
        List<Waiting> shown = waiting.subList(0, Math.min(SHOWN, waiting.size()));
        long count = queue.count(reach);
        QueueView view = new QueueView(
                words.get("queue.title"),
                count == 0 ? words.get("queue.none") : words.get("queue.sentence", count),
                IntStream.range(0, shown.size())
                        .mapToObj(i -> item(words, shown.get(i), "waiting-" + i))
                        .toList(),
                said(words, context.queryParams().get("said")),
                won(words, caller, context.queryParams().get("won")),
                waiting.size() > SHOWN ? address(shown.getLast().cursor()) : null,
                after.isPresent() ? HERE : null);
        if (view.won() != null) {
            Pages.showTop(context);
        }
        pages.show(context, "officer/queue", words.get("queue.title"), view);
    }

    private QueueView.Item item(Words words, Waiting waiting, String key) {
        Subject subject = subjects.find(waiting.subject()).orElseThrow();
        String place = String.join(" · ", Places.names(units.tree(), subject, subjects.today()));
        return new QueueView.Item(
                waiting.subject(),
                OfficerPages.href(waiting.subject()),
                waiting.name(),
                place,
                new ActivityViews(words, VERIFYING).of(waiting.activity(), key));
    }

    private static @Nullable String said(Words words, @Nullable String said) {
        return words.has("said." + said) ? words.get("said." + said) : null;
    }

    /** The title that the last verification earned; it must be of somebody whom the officer may see. */
    private @Nullable WonView won(Words words, Caller caller, @Nullable String serial) {
        return Optional.ofNullable(serial)
                .flatMap(records::title)
                .filter(title -> subjects.places(List.of(title.subject())).values().stream()
                        .anyMatch(p -> Scope.may(caller, Action.READ, title.subject(), p.paths())))
                .flatMap(title -> subjects.find(title.subject())
                        .map(subject -> records.titleViews(words).won(title, subject.name(), false)))
                .orElse(null);
    }

    private static String address(Cursor last) {
        return HERE + "?at=" + last.recordedAt() + "&key=" + last.key() + "&id=" + OfficerPages.encoded(last.id());
    }

    private static Optional<Cursor> after(MultiMap query) {
        String at = query.get("at");
        String key = query.get("key");
        String id = query.get("id");
        try {
            return at == null || key == null || id == null
                    ? Optional.empty()
                    : Optional.of(new Cursor(Instant.parse(at), Long.parseLong(key), id));
        } catch (DateTimeException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }
}
