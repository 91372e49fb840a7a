package vn.hoctap.server.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.server.http.Problem;

/**
 * The one place that decides who may see or do what. A learner reads and writes what is his own; a centre posts
 * activities and courses within its part; an officer also verifies, appraises, recognises and edits people there; an
 * administrator may all; an auditor reads. A role holds for a node and all below it.
 *
 * <p>Pure: a subject is given by its id and by the paths of the units where it lives or works today, or which it is, with
 * the {@link Ties} that people have with it. Who speaks for a family, clan, community or unit does for it what a learner
 * does for himself. Where an action concerns no subject, the paths are those of the unit concerned; no path at all is the
 * root.
 */
public final class Scope {

    public enum Action {
        READ,
        /** Log an activity, or withdraw one of the same or lesser trust. */
        RECORD,
        /** Give a self-score. */
        SELF_ASSESS,
        VERIFY,
        APPRAISE,
        /** Create and change people, collectives and memberships. */
        EDIT,
        /** Create and change organisational units: what a unit is decides by which mark its people are judged. */
        EDIT_UNITS,
        MANAGE_COURSES,
        /** Enter somebody for a course, or take him out again. */
        ENROL,
        /** Say how far somebody is in a course and whether he has completed it. */
        GRADE,
        MANAGE_PROVIDERS,
        /** Send statements as a learning system does. */
        SEND_STATEMENTS,
        /** See plugins and received statements. */
        READ_PLUGINS,
        /** Install and change plugins that bring data for his part of the tree. */
        INSTALL_PLUGINS,
        /** Let the code of plugins run, or end it. */
        RUN_CODE,
        WITHDRAW_TITLE,
        /** See long work that others asked for. */
        READ_JOBS,
        /** See who did what. */
        READ_AUDIT,
        CANCEL_JOBS,
        /** Take a copy of all that is kept about somebody, or ask for one or for erasure on his behalf. */
        ASK_DATA,
        /** Answer what people ask of their data, and erase them. */
        HANDLE_DATA,
        /** Say whether public pages may show a name. */
        CONSENT,
        /** Remove what has served its purpose. */
        RETAIN,
        /** Hand out codes by which an account becomes a person's, and say which account is whose. */
        LINK_ACCOUNTS,
        /** Find out what other criteria would do, and answer for that. */
        SIMULATE,
        /** Have people judged anew, and take that back. */
        REEVALUATE,
        /** See how the system is set up. */
        READ_SETTINGS
    }

    private static final Set<Action> OWN =
            Set.of(Action.READ, Action.RECORD, Action.SELF_ASSESS, Action.ENROL, Action.ASK_DATA, Action.CONSENT);

    /** What somebody may do for the family, clan, community or unit that he speaks for. */
    private static final Set<Action> SPEAKING = Set.of(Action.READ, Action.RECORD, Action.SELF_ASSESS);

    /** What nobody but an administrator may do for himself, his household, or whom he speaks for. */
    private static final Set<Action> FOUR_EYES = Set.of(
            Action.VERIFY,
            Action.APPRAISE,
            Action.EDIT,
            Action.WITHDRAW_TITLE,
            Action.GRADE,
            Action.LINK_ACCOUNTS,
            Action.HANDLE_DATA);

    private static final Map<Role, Set<Action>> WITHIN = Map.of(
            Role.LEARNER, Set.of(),
            Role.CENTER,
                    Set.of(
                            Action.READ,
                            Action.RECORD,
                            Action.MANAGE_COURSES,
                            Action.ENROL,
                            Action.GRADE,
                            Action.SIMULATE,
                            Action.READ_PLUGINS,
                            Action.INSTALL_PLUGINS),
            Role.OFFICER,
                    Set.of(
                            Action.READ,
                            Action.RECORD,
                            Action.SELF_ASSESS,
                            Action.VERIFY,
                            Action.APPRAISE,
                            Action.EDIT,
                            Action.SIMULATE,
                            Action.MANAGE_COURSES,
                            Action.ENROL,
                            Action.GRADE,
                            Action.READ_PLUGINS,
                            Action.INSTALL_PLUGINS,
                            Action.ASK_DATA,
                            Action.HANDLE_DATA,
                            Action.WITHDRAW_TITLE,
                            Action.LINK_ACCOUNTS),
            Role.ADMIN, Set.of(Action.values()),
            Role.AUDITOR,
                    Set.of(
                            Action.READ,
                            Action.READ_PLUGINS,
                            Action.READ_AUDIT,
                            Action.READ_JOBS,
                            Action.READ_SETTINGS));

    private Scope() {}

    /** May he do this to the subject? */
    public static boolean may(Caller caller, Action action, String subjectId, Collection<String> paths) {
        boolean own = caller.subject().filter(subjectId::equals).isPresent();
        if (own && caller.is(subjectId) && OWN.contains(action)) {
            return true;
        }
        if (SPEAKING.contains(action) && speaksFor(caller, paths)) {
            return true;
        }
        boolean close = close(caller, subjectId, paths);
        // Asked for every activity, so without streams.
        for (Grant grant : caller.grants()) {
            if (grants(grant, action)
                    && (!close || grant.role() == Role.ADMIN || !FOUR_EYES.contains(action))
                    && covers(grant, paths)) {
                return true;
            }
        }
        return false;
    }

    /** Is it himself, his household, or whom he speaks for? Then four eyes must see it. */
    public static boolean close(Caller caller, String subjectId, Collection<String> paths) {
        return caller.subject().filter(subjectId::equals).isPresent()
                || Ties.speaks(caller.subject(), paths)
                || Ties.belongs(caller.subject(), paths);
    }

    /** Does he speak for this family, clan, community or unit? What he says of it is its own word. */
    public static boolean speaksFor(Caller caller, Collection<String> paths) {
        return caller.has(Role.LEARNER) && Ties.speaks(caller.subject(), paths);
    }

    /** May he see the names of all who belong to it? Who may see each of them may, and in a household who speaks for it. */
    public static boolean knowsHousehold(Caller caller, Collection<String> paths) {
        return speaksFor(caller, paths) && Ties.belongs(caller.subject(), paths);
    }

    /** May he do this in the unit with this path? */
    public static boolean mayIn(Caller caller, Action action, String path) {
        return granting(caller, action).anyMatch(grant -> grant.covers(path));
    }

    /** May he do this anywhere at all? For what belongs to no part of the tree, such as the catalogue of courses. */
    public static boolean maySomewhere(Caller caller, Action action) {
        return granting(caller, action).findAny().isPresent();
    }

    /** May he do this to everybody? Then, and only then, he may be told who is not there. */
    public static boolean mayEverywhere(Caller caller, Action action) {
        return granting(caller, action).anyMatch(grant -> grant.unit() == null);
    }

    /** @throws Problem 403 when the caller may do this to nobody, not even to himself */
    public static void demandPossible(Caller caller, Action action) {
        if (reach(caller, action) instanceof Reach.None) {
            throw refusal(action);
        }
    }

    /**
     * Whom a list may show. Somebody who is an officer and a learner gets his officer's list: what is his own he reaches
     * by his id.
     */
    public static Reach reach(Caller caller, Action action) {
        List<Grant> grants = granting(caller, action).toList();
        if (grants.stream().anyMatch(grant -> grant.unit() == null)) {
            return new Reach.All();
        }
        if (!grants.isEmpty()) {
            return new Reach.Under(grants.stream()
                    .flatMap(g -> Stream.ofNullable(g.unit()))
                    .distinct()
                    .toList());
        }
        return caller.subject()
                .filter(own -> caller.is(own) && OWN.contains(action))
                .<Reach>map(Reach.Own::new)
                .orElseGet(Reach.None::new);
    }

    /** @throws Problem 403; the same for a subject that does not exist, so that nobody learns who exists */
    public static void demand(Caller caller, Action action, String subjectId, Collection<String> paths) {
        if (!may(caller, action, subjectId, paths)) {
            throw refusal(action);
        }
    }

    /** @throws Problem 403 */
    public static void demandIn(Caller caller, Action action, String path) {
        if (!mayIn(caller, action, path)) {
            throw refusal(action);
        }
    }

    /** @throws Problem 403 */
    public static void demandSomewhere(Caller caller, Action action) {
        if (!maySomewhere(caller, action)) {
            throw refusal(action);
        }
    }

    /**
     * How far to trust what this caller says of the subject: a centre or an officer only within his part, and nobody of
     * himself, his household, or whom he speaks for.
     */
    public static Source.Kind sourceKind(Caller caller, String subjectId, Collection<String> paths) {
        if (close(caller, subjectId, paths)) {
            return Source.Kind.SELF;
        }
        Source.Kind kind = Source.Kind.SELF;
        for (Grant grant : caller.grants()) {
            if (grants(grant, Action.RECORD) && covers(grant, paths)) {
                if (grant.role() == Role.OFFICER || grant.role() == Role.ADMIN) {
                    return Source.Kind.OFFICER;
                }
                kind = grant.role() == Role.CENTER ? Source.Kind.CENTER : kind;
            }
        }
        return kind;
    }

    /**
     * Nobody withdraws what somebody more trusted has said.
     *
     * @param said how trusted the one was who said it
     * @throws Problem 403
     */
    public static void demandWithdrawal(Caller caller, Source.Kind said, String subjectId, Collection<String> paths) {
        if (said.compareTo(sourceKind(caller, subjectId, paths)) > 0) {
            throw Problem.forbidden("Only an officer, or who recorded it, may withdraw this activity.");
        }
    }

    private static Stream<Grant> granting(Caller caller, Action action) {
        return caller.grants().stream().filter(grant -> grants(grant, action));
    }

    private static boolean grants(Grant grant, Action action) {
        return WITHIN.getOrDefault(grant.role(), Set.of()).contains(action);
    }

    private static boolean covers(Grant grant, Collection<String> paths) {
        if (grant.unit() == null) {
            return true;
        }
        for (String path : paths) {
            if (grant.covers(path)) {
                return true;
            }
        }
        return false;
    }

    private static Problem refusal(Action action) {
        return Problem.forbidden("Your role does not allow this (" + action + ") here, or there is nothing here.");
    }
}
