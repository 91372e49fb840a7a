package vn.hoctap.server.course;

import java.util.Optional;
import java.util.function.Function;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/**
 * A course of a provider in the tree belongs to those who manage courses there, any other to all who manage courses.
 *
 * @param paths of the organisational units, by id
 */
public record CourseRights(Function<String, Optional<String>> paths) {

    public boolean manages(Caller caller, Course course) {
        return path(course)
                .map(path -> Scope.mayIn(caller, Action.MANAGE_COURSES, path))
                .orElseGet(() -> Scope.maySomewhere(caller, Action.MANAGE_COURSES));
    }

    /** @throws vn.hoctap.server.http.Problem 403 */
    public void demand(Caller caller, Course course) {
        Scope.demandSomewhere(caller, Action.MANAGE_COURSES);
        path(course).ifPresent(path -> Scope.demandIn(caller, Action.MANAGE_COURSES, path));
    }

    private Optional<String> path(Course course) {
        return Optional.ofNullable(course.provider()).flatMap(paths);
    }
}
