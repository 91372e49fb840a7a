package vn.hoctap.server.simulation;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.simulation.Tally.Sums;

/**
 * Who has seen what a change of sets would do and answers for it.
 *
 * @param maxLostPercent of a hundred titles that those concerned hold, more than so many lost ask for a second person
 */
record Signatures(Database database, int maxLostPercent) {
    private static final int PERCENT = 100;
    /** Of whoever is linked with a person, that one is meant, whichever of his accounts he took. */
    private static final String SIGNED = "select s.account, s.at, coalesce(s.person, a.subject) as person"
            + " from simulation_signature s left join account a on a.pseudonym = s.account where simulation = $1";

    /** @param person the key of whose account it is, where that is known */
    record Signature(String account, @Nullable Long person, Instant at) {
        /** Two accounts of one person are one signer. */
        private String signer() {
            return person == null ? "account " + account : "person " + person;
        }
    }

    /**
     * How many persons must sign. What was lost lately counts as well, so that many small changes are no way around.
     *
     * @param lately how many of these titles earlier changes have cost
     */
    int needed(Sums sums, long lately) {
        return sums.lost() > 0 && isBeyond(sums.lost() + lately, sums.held() + lately) ? 2 : 1;
    }

    /** How many of these titles changes of plugins have cost in the last 30 days, without those that were taken back. */
    long lately(Set<String> titles) {
        return database.first(
                        "select count(*) as lost from award_batch b join job j on j.id = b.job"
                                + " join title_change c on c.job = b.job and c.fate in ('LOST', 'FLAGGED')"
                                + " where b.plugin is not null and b.undoes is null and b.undone_by is null"
                                + " and b.created_at > now() - interval '30 days' and j.parameters -> 'titles' ?| $1"
                                + " and c.title = any($1)",
                        (Object) titles.toArray(String[]::new))
                .map(row -> row.getLong("lost"))
                .orElse(0L);
    }

    /** More than so many lost of those held ask for a second person. */
    long most(long held) {
        return held * maxLostPercent / PERCENT;
    }

    boolean isBeyond(long lost, long held) {
        return lost * PERCENT > held * maxLostPercent;
    }

    /** A second time changes nothing. */
    void sign(UUID simulation, Caller caller) {
        database.inTransaction(sql -> {
            int signed = sql.update(
                    "insert into simulation_signature (simulation, account, person)"
                            + " values ($1, $2, (select key from subject where id = $3)) on conflict do nothing",
                    simulation,
                    caller.name(),
                    caller.subject().orElse(null));
            if (signed > 0) {
                Audit.write(sql, Act.of(caller.name(), Deed.SIMULATION_SIGNED).on(simulation.toString()));
            }
            return signed;
        });
    }

    /** The first one first. */
    List<Signature> of(UUID simulation) {
        return database.rows(SIGNED + " order by s.at", simulation).stream()
                .map(Signatures::read)
                .toList();
    }

    private static Signature read(Row row) {
        return new Signature(
                row.getString("account"),
                row.getLong("person"),
                row.getOffsetDateTime("at").toInstant());
    }

    /** How many persons have signed. */
    int persons(UUID simulation) {
        return (int) of(simulation).stream().map(Signature::signer).distinct().count();
    }

    /** Whether one of these is his. */
    boolean hasSigned(UUID simulation, Caller caller) {
        Long person = caller.subject()
                .flatMap(id -> database.first("select key from subject where id = $1", id))
                .map(row -> row.getLong("key"))
                .orElse(null);
        return of(simulation).stream()
                .anyMatch(
                        one -> one.account().equals(caller.name()) || (person != null && person.equals(one.person())));
    }
}
