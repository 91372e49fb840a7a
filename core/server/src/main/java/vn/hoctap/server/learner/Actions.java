package vn.hoctap.server.learner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.ContentHash;
import vn.hoctap.server.ledger.MarkKind;
import vn.hoctap.server.ledger.Recording;
import vn.hoctap.server.ledger.Recording.Answer;

/** What forms on a person's page do: give points, verify, reject, withdraw; then the page is shown anew. */
public final class Actions {
    private static final Pattern POINTS = Pattern.compile("[0-9]{1,4}([.,][0-9]{1,4})?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,60}");
    private static final int LONGEST_REASON = 500;

    /** The status of an answer when somebody else was faster. */
    public static final String TAKEN = "taken";

    private final Recording recording;
    private final Records records;

    public Actions(Recording recording, Records records) {
        this.recording = recording;
        this.records = records;
    }

    /** The person takes back what he said himself. */
    public void withdraw(RoutingContext context, Person person) {
        Activity activity = activity(context, person);
        Scope.demand(person.caller(), Action.RECORD, person.id(), person.paths());
        Scope.demandWithdrawal(person.caller(), activity.source(), person.id(), person.paths());
        record(person, new Command.Mark(person.id(), activity.id(), MarkKind.WITHDRAWN, null));
        Pages.redirect(context, person.base() + "?said=withdrawn&cycle=" + activity.year());
    }

    /**
     * An officer's word on an activity: the first, unless the form says that it is to replace an earlier one.
     *
     * @return with the status {@code taken} when somebody has decided before, and nothing was recorded
     */
    public Answer verify(RoutingContext context, Person person) {
        Scope.demand(person.caller(), Action.VERIFY, person.id(), person.paths());
        MultiMap form = context.request().formAttributes();
        MarkKind kind = "rejected".equals(form.get("decision")) ? MarkKind.REJECTED : MarkKind.VERIFIED;
        String reason = kind == MarkKind.REJECTED ? reason(form) : null;
        String id = activity(context, person).id();
        return verify(person, new Command.Mark(person.id(), id, kind, reason, !form.contains("again")));
    }

    /** The same for one of several that are verified at once. */
    public Answer verify(Person person, String activity) {
        Scope.demand(person.caller(), Action.VERIFY, person.id(), person.paths());
        return verify(person, new Command.Mark(person.id(), activity, MarkKind.VERIFIED, null, true));
    }

    private Answer verify(Person person, Command.Mark mark) {
        try {
            Answer answer = record(person, mark);
            return answer.status().equals("duplicate") ? taken(mark.factId()) : answer;
        } catch (Problem refused) {
            if (refused.status() != 409) {
                throw refused;
            }
            return taken(mark.factId());
        }
    }

    private static Answer taken(String activity) {
        return new Answer(activity, TAKEN, List.of());
    }

    /** One of the usual reasons, more words, or both. */
    private static String reason(MultiMap form) {
        String reason = Stream.of(text(form, "usual"), text(form, "reason"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(". "));
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw Problem.badRequest("Say why the activity is rejected.");
        }
        return reason;
    }

    /** The query by which the next page says what a verification did. */
    public static String outcome(RoutingContext context, Answer answer) {
        if (answer.status().equals(TAKEN)) {
            return "?said=taken";
        }
        String said = "rejected".equals(context.request().formAttributes().get("decision")) ? "rejected" : "verified";
        return "?said=" + said + won(answer);
    }

    /** One's own score, or an officer's. */
    public void score(RoutingContext context, Person person) {
        MultiMap form = context.request().formAttributes();
        boolean own = person.rights().own();
        Scope.demand(person.caller(), own ? Action.SELF_ASSESS : Action.APPRAISE, person.id(), person.paths());
        CriteriaSet set = records.set(text(form, "set"))
                .orElseThrow(() -> Problem.badRequest("There is no criteria set of that name."));
        CriteriaSet.Indicator indicator = set.indicator(text(form, "indicator"))
                .orElseThrow(() -> Problem.badRequest("There is no indicator of that name."));
        Rational points = points(text(form, "points"), indicator);
        Command command = command(
                person,
                new Score(
                        id(form),
                        set.id(),
                        Cycles.of(form.get("cycle")),
                        indicator.id(),
                        own ? Assessor.SELF : Assessor.APPRAISER,
                        points));
        Answer answer = record(person, command);
        String place = encoded(indicator.id());
        Pages.redirect(
                context,
                person.base() + "?said=scored&cycle=" + Cycles.of(form.get("cycle")) + "&open=" + place + won(answer)
                        + "#i-" + place);
    }

    private record Score(String id, String set, int cycle, String indicator, Assessor by, Rational points) {}

    private static Command command(Person person, Score score) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", score.id()).put("subject", person.id()).put("set", score.set());
        json.put("cycle", score.cycle()).put("indicator", score.indicator());
        json.put("points", score.points().toDecimal(4)).put("by", score.by() == Assessor.SELF ? "self" : "appraiser");
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        return new Command.RecordAssessment(
                person.id(),
                score.id(),
                false,
                score.set(),
                score.cycle(),
                score.indicator(),
                score.by(),
                score.points(),
                ContentHash.of(body),
                body);
    }

    private static Rational points(String text, CriteriaSet.Indicator indicator) {
        if (!POINTS.matcher(text).matches()) {
            throw Problem.badRequest("Points are a number.");
        }
        Rational points = Rational.of(text.replace(',', '.'));
        if (indicator.max().filter(max -> points.compareTo(max) > 0).isPresent()) {
            throw Problem.badRequest("That is more than the indicator gives.");
        }
        return points;
    }

    private static String id(MultiMap form) {
        String id = text(form, "id");
        if (!ID.matcher(id).matches()) {
            throw Problem.badRequest("The form has no id.");
        }
        return id;
    }

    private Activity activity(RoutingContext context, Person person) {
        return records.diary()
                .find(person.subject().key(), text(context.request().formAttributes(), "id"))
                .orElseThrow(() -> Problem.notFound("There is no such activity."));
    }

    /** @throws Problem when it is not recorded */
    Answer record(Person person, Command command) {
        return recording
                .record(List.of(command), person.caller().name(), (index, member) -> member)
                .getFirst();
    }

    /** To be added to a query: the title that it earned. */
    static String won(Answer answer) {
        return answer.titles().stream()
                .findFirst()
                .map(title -> "&won=" + encoded(title.serial()))
                .orElse("");
    }

    private static String text(MultiMap form, String name) {
        @Nullable String value = form.get(name);
        return value == null ? "" : value.strip();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
