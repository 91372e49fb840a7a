package vn.hoctap.server.follow;

import vn.hoctap.server.database.Sql;

/** Of transactions that stir nobody and tell of nothing: what happens is heard of without waiting for them. */
public final class Silence {
    private Silence() {}

    /**
     * To its end, and not within a savepoint, which could take it back; whatever it writes into the outbox then is refused. To be
     * said before it writes much, and only when it will: a transaction without a number holds up nobody.
     */
    public static void keep(Sql sql) {
        sql.first("select keep_silent()");
    }
}
