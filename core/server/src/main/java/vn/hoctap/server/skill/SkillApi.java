package vn.hoctap.server.skill;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Page;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Skill frameworks, for everybody who has signed in, and the profile of a person, for those who may read him. */
public final class SkillApi {
    private final Profiles profiles;
    private final Subjects subjects;

    public SkillApi(Profiles profiles, Subjects subjects) {
        this.profiles = profiles;
        this.subjects = subjects;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listSkillFrameworks", this::frameworks, "getSkills", this::skills);
    }

    private void frameworks(RoutingContext context) {
        Caller.of(context);
        Page page = Page.of(context);
        List<SkillFramework> rows = profiles.skills().frameworks().stream()
                .dropWhile(framework ->
                        page.after().map(after -> !framework.id().equals(after)).orElse(false))
                .skip(page.after().isPresent() ? 1 : 0)
                .limit(page.fetch())
                .toList();
        page.send(context, rows, SkillFramework::id, FrameworkJson::of);
    }

    private void skills(RoutingContext context) {
        String id = Objects.requireNonNull(context.pathParam("id"));
        SubjectPlaces subject = subjects.places(List.of(id)).get(id);
        Scope.demand(Caller.of(context), Action.READ, id, subject == null ? List.of() : subject.paths());
        if (subject == null) {
            throw Problem.notFound("There is no subject " + id + ".");
        }
        Json.send(context, 200, SkillsJson.of(id, profiles.of(subject.key())));
    }
}
