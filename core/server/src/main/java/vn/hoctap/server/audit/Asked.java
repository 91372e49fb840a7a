package vn.hoctap.server.audit;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** Reads what somebody looks for from the query of an address, where names stand sealed. */
final class Asked {
    private Asked() {}

    /**
     * @param sought what was opened of it
     * @throws Problem 403 when the trail is not for the caller, 400 when a parameter is none
     */
    static Trail.Query of(RoutingContext context, Optional<String> sought, Optional<String> before, int limit) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ_AUDIT);
        MultiMap sent = context.queryParams();
        return new Trail.Query(
                Scope.reach(caller, Action.READ_AUDIT),
                sought.filter(text -> !text.isBlank()),
                text(sent, "deed")
                        .map(slug -> Deed.of(slug)
                                .orElseThrow(() -> Problem.invalid("/query/deed", "No act is called so."))),
                day(sent, "from"),
                day(sent, "to"),
                before.map(Asked::place),
                limit);
    }

    private static long place(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException malformed) {
            throw Problem.invalid("/query/after", "after must be the cursor from the Link header of the page before.");
        }
    }

    private static Optional<LocalDate> day(MultiMap sent, String name) {
        try {
            return text(sent, name).map(LocalDate::parse);
        } catch (DateTimeParseException noDay) {
            throw Problem.invalid("/query/" + name, name + " must be a day written yyyy-mm-dd.");
        }
    }

    private static Optional<String> text(MultiMap sent, String name) {
        return Optional.ofNullable(sent.get(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0);
    }
}
