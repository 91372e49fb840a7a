package vn.hoctap.server.account;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.identity.TokenCheck;
import vn.hoctap.server.subject.Subjects;

/** Who is who, put together. */
public final class Linkage {
    private final Database database;
    private final Subjects subjects;
    private final Links links;
    private final Linking linking;

    public Linkage(Database database, Subjects subjects, Clock clock) {
        this.database = database;
        this.subjects = subjects;
        this.links = new Links(database);
        this.linking = new Linking(links, new LinkCodes(database, links, clock), subjects);
    }

    /** The same tokens, whose callers are the people that their accounts are linked with. */
    public TokenCheck linked(TokenCheck tokens) {
        return new LinkedTokens(tokens, links, database, subjects);
    }

    /** @param forget told after a link has come or gone; whatever remembers who is who forgets it then */
    public void whenChanged(Runnable forget) {
        links.whenChanged(forget);
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return new AccountApi(linking).operations();
    }

    /** @param names how somebody signs in, by the pseudonym of his account */
    public void mount(Router router, Pages pages, Function<String, Optional<String>> names) {
        new AccountPages(pages, subjects, linking, names).mount(router);
    }
}
