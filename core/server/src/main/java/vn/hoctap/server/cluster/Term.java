package vn.hoctap.server.cluster;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import vn.hoctap.server.database.Sql;

/**
 * Whose turn it is to record.
 *
 * @param epoch grows with every term
 * @param node the name of the process
 */
public record Term(long epoch, String node, Instant since) {

    /** The latest that began, whether or not it goes on; empty when there never was one. */
    public static Optional<Term> latest(Sql sql) {
        return sql.first("select epoch, node, taken_at from recorder").flatMap(Term::of);
    }

    /** Whether the node of the latest term still holds it. */
    public static boolean isHeld(Sql sql) {
        return sql.first("select 1 from recorder_holders(1)").isPresent();
    }

    static Optional<Term> of(Row row) {
        return Optional.ofNullable(row.getString("node"))
                .map(node -> new Term(
                        row.getLong("epoch"),
                        node,
                        row.getOffsetDateTime("taken_at").toInstant()));
    }
}
