package vn.hoctap.server.account;

import java.util.List;
import java.util.Optional;
import vn.hoctap.server.account.Links.Account;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Who may say which account is whose: an officer for the people of his part, and never for himself. */
final class Linking {
    private final Links links;
    private final LinkCodes codes;
    private final Subjects subjects;

    Linking(Links links, LinkCodes codes, Subjects subjects) {
        this.links = links;
        this.codes = codes;
        this.subjects = subjects;
    }

    /** @throws Problem 403 */
    LinkCodes.Issued issue(Caller caller, String subject) {
        return codes.issue(demand(caller, subject).key(), caller.name());
    }

    /** @throws Problem 403 */
    List<Link> of(Caller caller, String subject) {
        return links.of(demand(caller, subject).key());
    }

    /**
     * The account becomes the person's. Whoever moves it away from another person must be that one's officer as well.
     *
     * @throws Problem 403, 404 when there is no such account, 409
     */
    void merge(Caller caller, String pseudonym, String subject, String reason) {
        SubjectPlaces person = demand(caller, subject);
        Account account = links.find(pseudonym)
                .orElseThrow(() -> Problem.notFound("There is no account with this number; it stands on the page"
                        + " on which its owner enters a code."));
        account.subject().filter(before -> !before.equals(subject)).ifPresent(before -> demand(caller, before));
        if (account.pseudonym().equals(caller.name())) {
            throw Problem.forbidden("Somebody else must say which person you are.");
        }
        links.merge(account, person.key(), caller.name(), reason);
    }

    /** @throws Problem 403, 404 */
    void unlink(Caller caller, String pseudonym, String subject, String reason) {
        links.unlink(pseudonym, demand(caller, subject).key(), caller.name(), reason);
    }

    /**
     * The caller shows a code that he was given.
     *
     * @return whether it was good
     * @throws Problem 409 when it is known already who he is, 429
     */
    boolean redeem(Caller caller, String typed) {
        if (caller.subject().isPresent()) {
            throw Problem.conflict("It is known already who you are.");
        }
        return caller.account()
                .map(account -> codes.redeem(account, caller.name(), typed))
                .orElseThrow(() -> Problem.forbidden("Only somebody who signs in can show a code."));
    }

    /** The same refusal for a person that does not exist, so that nobody learns who exists. */
    private SubjectPlaces demand(Caller caller, String subject) {
        Optional<SubjectPlaces> places =
                Optional.ofNullable(subjects.places(List.of(subject)).get(subject));
        Scope.demand(
                caller,
                Action.LINK_ACCOUNTS,
                subject,
                places.map(SubjectPlaces::paths).orElse(List.of()));
        return places.orElseThrow(() -> Problem.notFound("There is nobody with the id " + subject + "."));
    }
}
