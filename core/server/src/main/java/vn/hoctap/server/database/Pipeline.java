package vn.hoctap.server.database;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one transaction that are sent without waiting for one another, so that it lasts no longer than the database
 * needs. Used by one thread.
 */
public final class Pipeline {
    private final Sql sql;
    private final List<Future<?>> sent = new ArrayList<>();

    public Pipeline(Sql transaction) {
        this.sql = transaction;
    }

    public void send(String statement, @Nullable Object... arguments) {
        sent.add(sql.send(statement, arguments));
    }

    /** Returns when all are done; throws what the first of them failed with, of which all later ones are a consequence. */
    public void await() {
        Await.on(Future.join(sent).otherwiseEmpty());
        sent.forEach(Await::on);
        sent.clear();
    }
}
