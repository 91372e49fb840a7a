package vn.hoctap.server.subject;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;

/** Who belongs to which family, clan or other collective, and from when to when. */
public final class Memberships {
    static final String SELECT = """
            select m.member as subject, p.id as member_id, c.id as collective_id, m.valid_from, m.valid_to
            from membership m join subject p on p.key = m.member join subject c on c.key = m.collective
            """;

    private final Database database;

    public Memberships(Database database) {
        this.database = database;
    }

    static Membership read(Row row) {
        return new Membership(
                row.getString("member_id"),
                row.getString("collective_id"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"));
    }

    /** The members of a collective on a day, in the order of their ids. */
    public List<Membership> members(String collective, LocalDate day) {
        return database.rows(SELECT + """
                        where c.id = $1 and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2)
                        order by p.id""", collective, day).stream()
                .map(Memberships::read)
                .toList();
    }

    /**
     * Adds the membership, or gives the one that begins on the same day its new end. The two kinds must fit.
     *
     * @throws Problem 409 when the member is in this collective, or in another family, on one of these days
     */
    public void put(Membership wanted, String by) {
        database.inTransaction(sql -> {
            Map<String, Long> keys = lock(sql, wanted);
            requireFree(sql, wanted, keys);
            new Unjudged(sql).mark(keys.values());
            new Acts(sql, by).belongs(keys.get(wanted.member()), wanted);
            return sql.update(
                    """
                    insert into membership (member, collective, valid_from, valid_to) values ($1, $2, $3, $4)
                    on conflict (member, collective, valid_from) do update set valid_to = excluded.valid_to""", keys.get(wanted.member()), keys.get(wanted.collective()), wanted.from(), wanted.to());
        });
    }

    /**
     * The same without putting it.
     *
     * @return whether it is known just so
     * @throws Problem 409 as when it is put
     */
    public boolean check(Membership wanted) {
        return database.inTransaction(sql -> {
            requireFree(sql, wanted, lock(sql, wanted));
            return sql
                    .rows(
                            SELECT + "where p.id = $1 and c.id = $2 and m.valid_from = $3",
                            wanted.member(),
                            wanted.collective(),
                            wanted.from())
                    .stream()
                    .anyMatch(row -> read(row).equals(wanted));
        });
    }

    /** Two memberships of one person are put one after the other, so that each sees the other. */
    private static Map<String, Long> lock(Sql sql, Membership wanted) {
        Map<String, Long> keys = new HashMap<>();
        for (Row row : sql.rows(
                "select id, key from subject where id in ($1, $2) order by key for no key update",
                wanted.member(),
                wanted.collective())) {
            keys.put(row.getString("id"), row.getLong("key"));
        }
        return keys;
    }

    private static void requireFree(Sql sql, Membership wanted, Map<String, Long> keys) {
        sql.rows(SELECT + """
                        where m.member = $1 and not (m.collective = $2 and m.valid_from = $3) and (m.collective = $2
                            or c.kind = 'family' and (select kind from subject where key = $2) = 'family')""", keys.get(wanted.member()), keys.get(wanted.collective()), wanted.from()).stream()
                .map(Memberships::read)
                .filter(wanted::overlaps)
                .findFirst()
                .ifPresent(other -> {
                    throw Problem.conflict("/from", taken(other));
                });
    }

    private static String taken(Membership other) {
        String until = other.to() == null ? "on" : "to " + other.to();
        return "This member is in " + other.collective() + " from " + other.from() + " " + until
                + ", and cannot be in two households, or twice in one collective, on the same day.";
    }
}
