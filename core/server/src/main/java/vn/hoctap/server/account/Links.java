package vn.hoctap.server.account;

import java.util.List;
import java.util.Optional;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.AccountId;

/** Which accounts are whose. Safe for use from any thread. */
final class Links {
    private final Database database;
    private volatile Runnable changed = () -> {};

    Links(Database database) {
        this.database = database;
    }

    /** @param forget told after a link has come or gone */
    void whenChanged(Runnable forget) {
        changed = forget;
    }

    /**
     * An account that has signed in here.
     *
     * @param subject the id of the person it is
     * @param told the sign-in server itself says which person that is, and no link can say otherwise
     */
    record Account(String pseudonym, AccountId id, Optional<String> subject, boolean told) {}

    /** The id of the person that the account is linked with. */
    Optional<String> subject(AccountId account) {
        return database.first("""
                        select s.id from account_link l join subject s on s.key = l.subject
                        where l.issuer = $1 and l.sub = $2""", account.issuer(), account.sub()).map(row -> row.getString("id"));
    }

    /** The first link of an account, unless it has one: by a mail address that is verified. */
    void byMail(AccountId account, String subject) {
        database.inTransaction(sql -> {
            int linked = sql.update("""
                    insert into account_link (issuer, sub, subject, way, linked_by)
                    select $1, $2, key, 'mail', $4 from subject where id = $3 on conflict do nothing""", account.issuer(), account.sub(), subject, Act.HOCTAP);
            if (linked > 0) {
                Audit.write(
                        sql,
                        Act.of(Act.HOCTAP, Deed.ACCOUNT_LINKED)
                                .to(key(sql, subject))
                                .noting("mail"));
            }
            return linked;
        });
    }

    /** Of one person, by pseudonym. */
    List<Link> of(long key) {
        return database.rows("""
                        select a.pseudonym, coalesce(l.way, 'token') as way, coalesce(l.linked_at, a.created_at) as linked_at,
                            coalesce(l.linked_by, 'hoctap') as linked_by
                        from account a left join account_link l on l.issuer = a.issuer and l.sub = a.sub
                        where case when l.issuer is null then a.subject else l.subject end = $1 and a.issuer is not null
                        order by a.pseudonym""", key).stream().map(Link::read).toList();
    }

    /** The account with this pseudonym, whoever it is. */
    Optional<Account> find(String pseudonym) {
        return find(database, pseudonym);
    }

    private static Optional<Account> find(Sql sql, String pseudonym) {
        return sql.first("""
                        select a.pseudonym, a.issuer, a.sub, s.id, s.id is not null and l.issuer is null as told from account a
                        left join account_link l on l.issuer = a.issuer and l.sub = a.sub
                        left join subject s on s.key = case when l.issuer is null then a.subject else l.subject end
                        where a.pseudonym = $1 and a.issuer is not null""", pseudonym)
                .map(row -> new Account(
                        row.getString("pseudonym"),
                        new AccountId(row.getString("issuer"), row.getString("sub")),
                        Optional.ofNullable(row.getString("id")),
                        row.getBoolean("told")));
    }

    /**
     * An account becomes a person's, whatever it was before: so two accounts become one person's.
     *
     * @param by the officer's account
     * @throws Problem 409 when the sign-in server itself says which person the account is
     */
    void merge(Account account, long key, String by, String reason) {
        if (account.told()) {
            throw Problem.conflict("The sign-in server itself says which person this account is; correct it there.");
        }
        database.inTransaction(sql -> {
            lock(sql, account.pseudonym());
            if (!find(account.pseudonym()).equals(Optional.of(account))) {
                throw Problem.conflict("Somebody else has changed this account meanwhile; look at it again.");
            }
            put(sql, account.id(), key, Link.Way.OFFICER, by);
            Act act = Act.of(by, Deed.ACCOUNTS_MERGED)
                    .to(key)
                    .on(account.pseudonym())
                    .because(reason);
            Audit.write(
                    sql,
                    account.subject()
                            .map(before -> act.noting("was subject " + key(sql, before)))
                            .orElse(act));
            return key;
        });
        changed.run();
    }

    /**
     * What an officer took away comes back by a code or an officer only.
     *
     * @throws Problem 404 when the account is not linked with the person
     */
    void unlink(String pseudonym, long key, String by, String reason) {
        database.inTransaction(sql -> {
            int gone = sql.update("""
                    update account_link l set subject = null, way = 'officer', linked_at = now(), linked_by = $3 from account a
                    where a.pseudonym = $1 and l.issuer = a.issuer and l.sub = a.sub and l.subject = $2""", pseudonym, key, by);
            if (gone == 0) {
                throw Problem.notFound("This person has no such account, or the sign-in server itself says so.");
            }
            Audit.write(
                    sql, Act.of(by, Deed.ACCOUNT_UNLINKED).to(key).on(pseudonym).because(reason));
            return gone;
        });
        changed.run();
    }

    /** Until the transaction ends nobody else says whose this account is. */
    static void lock(Sql sql, String pseudonym) {
        sql.first("select pg_advisory_xact_lock(hashtextextended($1, 4751))", pseudonym);
    }

    /** @throws Problem 409 when it is known already whose this account is */
    static void demandUnknown(Sql sql, AccountId account) {
        sql.first(
                        "select 1 from account_link where issuer = $1 and sub = $2 and subject is not null",
                        account.issuer(),
                        account.sub())
                .ifPresent(known -> {
                    throw Problem.conflict("It is known already who you are.");
                });
    }

    /** Within the transaction of what it comes from. */
    static void put(Sql sql, AccountId account, long key, Link.Way way, String by) {
        sql.update("""
                insert into account_link (issuer, sub, subject, way, linked_by) values ($1, $2, $3, $4, $5)
                on conflict (issuer, sub) do update
                set subject = excluded.subject, way = excluded.way, linked_by = excluded.linked_by, linked_at = now()""", account.issuer(), account.sub(), key, way.slug(), by);
    }

    void changed() {
        changed.run();
    }

    private static long key(Sql sql, String subject) {
        return sql.first("select key from subject where id = $1", subject)
                .orElseThrow()
                .getLong("key");
    }
}
