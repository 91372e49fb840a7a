package vn.hoctap.server.account;

import java.util.List;
import java.util.Optional;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.identity.AccountId;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.TokenCheck;
import vn.hoctap.server.subject.Identity;
import vn.hoctap.server.subject.Subjects;

/**
 * The same tokens, whose callers are the people that their accounts are linked with. A token that names a person itself is
 * believed; whoever has no link yet gets one by his mail address, when that is verified and one person's in the register.
 */
final class LinkedTokens implements TokenCheck {
    private final TokenCheck tokens;
    private final Links links;
    private final Database database;
    private final Subjects subjects;

    LinkedTokens(TokenCheck tokens, Links links, Database database, Subjects subjects) {
        this.tokens = tokens;
        this.links = links;
        this.database = database;
        this.subjects = subjects;
    }

    @Override
    public Caller caller(String token) {
        Caller caller = tokens.caller(token);
        return caller.subject().isPresent()
                ? caller
                : caller.account()
                        .flatMap(account -> links.subject(account).or(() -> byMail(account, token)))
                        .map(subject ->
                                new Caller(caller.name(), caller.account(), Optional.of(subject), caller.grants()))
                        .orElse(caller);
    }

    private Optional<String> byMail(AccountId account, String token) {
        Optional<String> identity = VerifiedMail.of(token).map(mail -> new Identity.Mbox("mailto:" + mail).key());
        Optional<String> subject = identity.flatMap(key ->
                Optional.ofNullable(subjects.identified(database, List.of(key)).get(key)));
        subject.ifPresent(id -> links.byMail(account, id));
        return subject.flatMap(id -> links.subject(account));
    }
}
