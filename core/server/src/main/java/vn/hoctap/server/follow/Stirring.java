package vn.hoctap.server.follow;

import java.util.Collection;
import vn.hoctap.server.database.Sql;

/** Tells followers of subjects that changed otherwise than by what is recorded about them. */
public final class Stirring {
    private Stirring() {}

    /** @param sql the transaction of the change */
    public static void of(Sql sql, Collection<Long> keys) {
        if (!keys.isEmpty()) {
            Object array = keys.stream().distinct().sorted().toArray(Long[]::new);
            sql.update(
                    "insert into outbox (at, subjects, body, stirred, turned) values (now(), '{}', '{}', $1, $1)",
                    array);
        }
    }
}
