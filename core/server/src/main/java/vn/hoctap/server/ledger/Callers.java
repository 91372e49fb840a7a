package vn.hoctap.server.ledger;

import java.util.List;
import java.util.Map;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.SubjectPlaces;

/**
 * Whether a caller may record these activities, and how far he is trusted about each.
 *
 * @param places of the subjects that are known
 */
record Callers(Caller caller, Faults faults, Map<String, SubjectPlaces> places) {
    static final String STATUS = "status";

    Source.Kind kind(ActivityBody activity) {
        String subject = activity.subject();
        SubjectPlaces known = places.get(subject);
        if (known == null && Scope.mayEverywhere(caller, Action.RECORD)) {
            faults.add(activity.index(), "/subject", "There is no subject " + subject + "; enter the person first.");
            return Source.Kind.SELF;
        }
        if (known == null || !Scope.may(caller, Action.RECORD, subject, known.paths())) {
            String detail = "You may not record activities of " + subject + ", or there is no such subject.";
            throw refusal(activity, "/subject", detail);
        }
        Source.Kind kind = Scope.sourceKind(caller, subject, known.paths());
        if (activity.type().equals(STATUS) && kind != Source.Kind.OFFICER) {
            throw refusal(activity, "/type", "Only an officer or a learning system says what status somebody has.");
        }
        return kind;
    }

    private Problem refusal(ActivityBody activity, String member, String detail) {
        String pointer = faults.pointer(activity.index(), member);
        return new Problem(403, "Not allowed", detail, List.of(new PointerError(pointer, detail)));
    }
}
