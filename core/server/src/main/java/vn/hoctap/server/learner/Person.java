package vn.hoctap.server.learner;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/**
 * Whom a page is about, and who looks at it.
 *
 * @param base the address under which what can be done for this person lies
 */
public record Person(Subject subject, List<String> paths, Caller caller, Rights rights, String base) {
    public static final String ME = "/me";
    public static final String OTHERS = "/officer/people";

    /** @throws Problem 401 when nobody has signed in, 403 when he is not in the register */
    public static Person me(Subjects subjects, RoutingContext context) {
        Caller caller = Caller.of(context);
        String id = caller.subject().orElseThrow(() -> Problem.forbidden("You are not in the register of people."));
        return find(subjects, caller, id, ME);
    }

    /** The one whose id is in the address. */
    public static Person other(Subjects subjects, RoutingContext context) {
        return other(subjects, context, Objects.requireNonNull(context.pathParam("id")));
    }

    /** @throws Problem 403 when this reader may not see the person */
    public static Person other(Subjects subjects, RoutingContext context, String id) {
        return find(subjects, Caller.of(context), id, OTHERS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    }

    private static Person find(Subjects subjects, Caller caller, String id, String base) {
        List<String> paths = Optional.ofNullable(subjects.places(List.of(id)).get(id))
                .map(SubjectPlaces::paths)
                .orElse(List.of());
        Scope.demand(caller, Action.READ, id, paths);
        Subject subject =
                subjects.find(id).orElseThrow(() -> Problem.notFound("There is nobody with the id " + id + "."));
        return new Person(subject, paths, caller, Rights.of(caller, id, paths), base);
    }

    public String id() {
        return subject.id();
    }

    /** The reader is this person, and does not only speak for it. */
    boolean himself() {
        return rights.own() && subject.kind() == SubjectKind.CITIZEN;
    }

    /** Year, group and place. */
    public String kicker(Words words, OrgTree tree, int cycle) {
        LocalDate today = LocalDate.now(Words.ZONE);
        List<String> parts = new ArrayList<>();
        parts.add(words.get("year.kicker", Integer.toString(cycle)));
        parts.add(subject.group(today)
                .map(group -> words.orElse("group." + group, group))
                .orElseGet(() -> words.get("kind." + subject.kind().slug())));
        parts.addAll(Places.names(tree, subject, today));
        return String.join(" · ", parts);
    }
}
