package vn.hoctap.server.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL with parameters {@code $1, $2 …}. Arrays are passed boxed ({@code Long[]}, {@code Integer[]}, {@code Short[]} for
 * int2, {@code Buffer[]} for bytea[], {@code OffsetDateTime[]} for timestamptz[]); a single array argument is cast to
 * {@code Object}. The waiting methods work on every thread but an event loop's.
 */
public interface Sql {

    /** Sends without waiting. Statements sent one after another on the same connection are executed in that order. */
    Future<RowSet<Row>> send(String sql, @Nullable Object... arguments);

    default List<Row> rows(String sql, @Nullable Object... arguments) {
        List<Row> rows = new ArrayList<>();
        Await.on(send(sql, arguments)).forEach(rows::add);
        return rows;
    }

    default Optional<Row> first(String sql, @Nullable Object... arguments) {
        RowSet<Row> rows = Await.on(send(sql, arguments));
        return rows.iterator().hasNext() ? Optional.of(rows.iterator().next()) : Optional.empty();
    }

    /** Returns the number of rows inserted, updated or deleted. */
    default int update(String sql, @Nullable Object... arguments) {
        return Await.on(send(sql, arguments)).rowCount();
    }
}
