package vn.hoctap.server.simulation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.simulation.Tally.Sums;

/** Who has seen what a change of sets would do and answers for it. */
record Signatures(Database database) {
    /** Of a hundred titles that those concerned hold, more than so many lost ask for a second person. */
    static final int MAX_LOST_PERCENT = 5;

    private static final int PERCENT = 100;

    record Signature(String account, Instant at) {}

    /** How many persons must sign. */
    static int needed(Sums sums) {
        return sums.lost() * PERCENT > sums.held() * MAX_LOST_PERCENT ? 2 : 1;
    }

    /** A second time changes nothing. */
    void sign(UUID simulation, String account) {
        database.inTransaction(sql -> {
            int signed = sql.update(
                    "insert into simulation_signature (simulation, account) values ($1, $2) on conflict do nothing",
                    simulation,
                    account);
            if (signed > 0) {
                Audit.write(sql, Act.of(account, Deed.SIMULATION_SIGNED).on(simulation.toString()));
            }
            return signed;
        });
    }

    /** The first one first. */
    List<Signature> of(UUID simulation) {
        return database
                .rows("select account, at from simulation_signature where simulation = $1 order by at", simulation)
                .stream()
                .map(row -> new Signature(
                        row.getString("account"), row.getOffsetDateTime("at").toInstant()))
                .toList();
    }
}
