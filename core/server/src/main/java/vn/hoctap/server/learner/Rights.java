package vn.hoctap.server.learner;

import java.util.Collection;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/**
 * What the reader of a page may do for the person on it, so that a page offers nothing that would be refused.
 *
 * @param own the reader is that person, or speaks for that family, clan, community or unit
 */
public record Rights(boolean own, boolean log, boolean verify, boolean appraise, boolean selfAssess, boolean link) {

    /** @param paths of the person's places today */
    public static Rights of(Caller caller, String subject, Collection<String> paths) {
        return new Rights(
                caller.subject().filter(subject::equals).isPresent() || Scope.speaksFor(caller, paths),
                Scope.may(caller, Action.RECORD, subject, paths),
                Scope.may(caller, Action.VERIFY, subject, paths),
                Scope.may(caller, Action.APPRAISE, subject, paths),
                Scope.may(caller, Action.SELF_ASSESS, subject, paths),
                Scope.may(caller, Action.LINK_ACCOUNTS, subject, paths));
    }
}
