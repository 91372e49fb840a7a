package vn.hoctap.server.orgunit;

import java.util.function.Supplier;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.TokenCheck;

/**
 * The same tokens, whose callers have their roles for what took the place of units that are no more: whoever gives out tokens
 * may take his time to learn of a merger.
 */
public record Succession(TokenCheck tokens, Supplier<OrgTree> tree) implements TokenCheck {

    @Override
    public Caller caller(String token) {
        return tokens.caller(token).following(tree.get()::heirs);
    }
}
