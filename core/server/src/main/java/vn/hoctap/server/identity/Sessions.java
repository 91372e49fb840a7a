package vn.hoctap.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Database;

/**
 * The sessions of browsers. Their tokens stay here, and all nodes share them; a node looks at one again after two seconds, so
 * that what is ended elsewhere is soon over here. Tokens that end are renewed by the first request that needs them, while
 * others of the same session wait for it, on other nodes too. Safe for use from any thread.
 */
final class Sessions {
    private static final int ASKING = 4;

    private static final Duration BELIEVED = Duration.ofSeconds(2);
    private static final Duration EARLY = Duration.ofSeconds(20);
    private static final int MOST = 20_000;

    private final Database database;
    private final Authority authority;
    private final TokenCheck tokens;
    private final SignOuts ended;
    private final InstantSource clock;
    private final Cache<Ticket, Tokens> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(BELIEVED)
            .executor(Runnable::run)
            .build();
    /** Each holds a connection of the database while it waits for Keycloak; the others must not run out of them. */
    private final Semaphore asking = new Semaphore(ASKING);

    private final Map<Ticket, Promise<Optional<Tokens>>> renewing = new ConcurrentHashMap<>();

    /** @param tokens the check of the authority's tokens that holds for everybody */
    Sessions(Database database, Authority authority, TokenCheck tokens, SignOuts ended, InstantSource clock) {
        this.database = database;
        this.authority = authority;
        this.tokens = tokens;
        this.ended = ended;
        this.clock = clock;
    }

    /** @throws Problem 401 when the tokens are not for us */
    Ticket begin(Tokens held) {
        Caller caller = tokens.caller(held.access());
        Ticket ticket = Ticket.random();
        database.inTransaction(sql -> {
            SignIns.insert(
                    sql, ticket, caller.name(), Claims.said(held.access()).sid(), held);
            Audit.write(sql, Act.of(caller.name(), Deed.SIGNED_IN));
            return ticket;
        });
        return ticket;
    }

    /**
     * An access token that counts now; empty: the session is over.
     *
     * @throws Problem 503 when it must be renewed and the sign-in server cannot be asked
     */
    Optional<String> token(Ticket ticket) {
        Tokens held = known.getIfPresent(ticket);
        if (held == null) {
            held = SignIns.find(database, ticket).orElse(null);
            if (held == null) {
                return Optional.empty();
            }
            known.put(ticket, held);
        }
        return fresh(held) ? Optional.of(held.access()) : renewed(ticket, held).map(Tokens::access);
    }

    /** What cannot be renewed counts until its end. */
    private boolean fresh(Tokens held) {
        return held.refresh() == null
                || clock.instant()
                        .isBefore(Claims.said(held.access())
                                .ends()
                                .minus(Claims.LEEWAY)
                                .minus(EARLY));
    }

    private Optional<Tokens> renewed(Ticket ticket, Tokens held) {
        Promise<Optional<Tokens>> mine = Promise.promise();
        Promise<Optional<Tokens>> other = renewing.putIfAbsent(ticket, mine);
        if (other != null) {
            return Await.on(other.future());
        }
        boolean mayAsk = asking.tryAcquire();
        try {
            if (!mayAsk) {
                throw Authority.away();
            }
            Optional<Tokens> renewed =
                    database.inTransaction(sql -> SignIns.lock(sql, ticket).flatMap(stored -> {
                        Optional<Tokens> fresh = fresh(stored) ? Optional.of(stored) : authority.renewed(stored);
                        fresh.ifPresentOrElse(
                                now -> SignIns.update(sql, ticket, now), () -> SignIns.delete(sql, ticket));
                        return fresh;
                    }));
            renewed.ifPresentOrElse(now -> known.put(ticket, now), () -> known.invalidate(ticket));
            mine.complete(renewed);
            return renewed;
        } catch (RuntimeException failure) {
            Optional<Tokens> still = stillGood(held, failure);
            mine.complete(still);
            return still;
        } finally {
            if (mayAsk) {
                asking.release();
            }
            mine.tryFail(Authority.away());
            renewing.remove(ticket, mine);
        }
    }

    /** While the sign-in server is away, people go on as long as their tokens last. */
    private Optional<Tokens> stillGood(Tokens held, RuntimeException failure) {
        if (clock.instant().isBefore(Claims.said(held.access()).ends())) {
            return Optional.of(held);
        }
        throw failure;
    }

    /** By the one whose it is. Returns what he had. */
    Optional<Tokens> end(Ticket ticket) {
        Optional<Tokens> held = database.inTransaction(sql -> {
            Optional<Tokens> had = SignIns.find(sql, ticket);
            SignIns.delete(sql, ticket).ifPresent(account -> Audit.write(sql, Act.of(account, Deed.SIGNED_OUT)));
            return had;
        });
        known.invalidate(ticket);
        return held;
    }

    /** In favour of another one in the same browser. */
    void replace(Ticket ticket) {
        SignIns.delete(database, ticket);
        known.invalidate(ticket);
    }

    void tell(Act act) {
        Audit.write(database, act);
    }

    /** By the sign-in server. */
    void endSession(String sid) {
        database.inTransaction(sql -> {
            int sessions = SignIns.deleteSession(sql, sid);
            ended.end(sql, SignOuts.session(sid));
            if (sessions > 0) {
                Audit.write(sql, Act.of(Act.HOCTAP, Deed.SESSIONS_ENDED).noting(sessions + " by the sign-in server"));
            }
            return sessions;
        });
        known.invalidateAll();
    }

    /** All of somebody's, by the sign-in server. */
    void endAll(AccountId id) {
        database.inTransaction(sql -> {
            sql.first("select pseudonym from account where issuer = $1 and sub = $2", id.issuer(), id.sub())
                    .map(row -> row.getString("pseudonym"))
                    .ifPresent(account -> {
                        int sessions = SignIns.deleteAccount(sql, account);
                        ended.end(sql, SignOuts.account(account));
                        Audit.write(
                                sql,
                                Act.of(Act.HOCTAP, Deed.SESSIONS_ENDED)
                                        .on(account)
                                        .noting(sessions + " by the sign-in server"));
                    });
            return id;
        });
        known.invalidateAll();
    }
}
