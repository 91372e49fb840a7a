package vn.hoctap.server.identity;

import io.vertx.core.buffer.Buffer;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;

/** The sessions of browsers, as stored. */
final class SignIns {
    private static final int KEPT_SECONDS = 24 * 3600;

    private SignIns() {}

    static void insert(Sql sql, Ticket ticket, String account, @Nullable String sid, Tokens tokens) {
        sql.update("delete from sign_in where ends_at < now() - $1 * interval '1 second'", KEPT_SECONDS);
        sql.update(
                "insert into sign_in (id, account, sid, tokens, ends_at) values ($1, $2, $3, $4, $5)",
                ticket.hash(),
                account,
                sid,
                sealed(ticket, tokens),
                tokens.ends().atOffset(ZoneOffset.UTC));
    }

    static Optional<Tokens> find(Sql sql, Ticket ticket) {
        return find(sql, ticket, "");
    }

    /** Until the transaction ends, nobody else renews them. */
    static Optional<Tokens> lock(Sql sql, Ticket ticket) {
        return find(sql, ticket, " for update");
    }

    private static Optional<Tokens> find(Sql sql, Ticket ticket, String how) {
        return sql.first("select tokens from sign_in where id = $1 and ends_at > now()" + how, ticket.hash())
                .map(row -> Tokens.of(ticket.open(row.getBuffer("tokens").getBytes())));
    }

    static void update(Sql sql, Ticket ticket, Tokens tokens) {
        sql.update(
                "update sign_in set tokens = $2, ends_at = $3 where id = $1",
                ticket.hash(),
                sealed(ticket, tokens),
                tokens.ends().atOffset(ZoneOffset.UTC));
    }

    /** Whose it was; empty: there was none. */
    static Optional<String> delete(Sql sql, Ticket ticket) {
        return sql.first("delete from sign_in where id = $1 returning account", ticket.hash())
                .map(row -> row.getString("account"));
    }

    /** How many there were. */
    static int deleteSession(Sql sql, String sid) {
        return sql.update("delete from sign_in where sid = $1", sid);
    }

    static int deleteAccount(Sql sql, String account) {
        return sql.update("delete from sign_in where account = $1", account);
    }

    private static Buffer sealed(Ticket ticket, Tokens tokens) {
        return Buffer.buffer(ticket.seal(tokens.bytes()));
    }
}
