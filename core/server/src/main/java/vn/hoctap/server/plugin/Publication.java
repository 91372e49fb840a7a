package vn.hoctap.server.plugin;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.identity.Caller;

/** What the host asks before other sets judge, and tells when they do. Safe for use from any thread. */
public interface Publication {

    /**
     * Other sets judge than before.
     *
     * @param plugin whose coming, going or change it is
     * @param version of that plugin, as it stands afterwards
     * @param measures by which is counted afterwards
     */
    record Change(String plugin, String version, CriteriaRegistry before, CriteriaRegistry after, Measures measures) {}

    /** What is to be done once it is signed. */
    interface Staging {
        /** In one word of lower case: {@code install}, {@code enable}, {@code disable}, {@code rollback}. */
        String aim();

        /** Tells it from everything else that may come to the same for the people. */
        String what();

        /** Keeps it, in the transaction in which its simulation is begun. */
        void keep(Sql transaction, UUID simulation);
    }

    /**
     * Asked before anything changes, inside a transaction. Empty: nothing stands against it. Otherwise it tells, once that
     * transaction is rolled back, the simulation, a job, whose result somebody must see and sign first; it is begun then when
     * there is none yet, or the one that there was is no longer true.
     */
    Optional<Supplier<UUID>> unsigned(Change change, Caller by, Staging staging);

    /**
     * Told inside the transaction that stores what is wanted from now on: whomever the change concerns will be judged anew,
     * as one batch that can be undone.
     */
    void published(Sql transaction, Change change, Caller by);

    /** Told once that is committed. */
    default void settled() {}

    /** Asks nobody and tells nobody: for commands that only look, and where nobody is judged. */
    Publication NONE = new Publication() {
        @Override
        public Optional<Supplier<UUID>> unsigned(Change change, Caller by, Staging staging) {
            return Optional.empty();
        }

        @Override
        public void published(Sql transaction, Change change, Caller by) {
            // Nobody is judged.
        }
    };
}
