package vn.hoctap.server.plugin;

import java.util.Optional;
import java.util.UUID;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.identity.Caller;

/** What the host asks before other sets judge, and tells when they do. Safe for use from any thread. */
public interface Publication {

    /**
     * Other sets judge than before.
     *
     * @param plugin whose coming, going or change it is
     * @param version of that plugin, as it stands afterwards
     */
    record Change(String plugin, String version, CriteriaRegistry before, CriteriaRegistry after) {}

    /**
     * Asked before anything changes. Empty: nothing stands against it. Otherwise the simulation, a job, whose result
     * somebody must see and sign first; it is begun here when there is none yet, and found again by what changes.
     */
    Optional<UUID> unsigned(Change change, Caller by);

    /**
     * Told inside the transaction that stores what is wanted from now on: whomever the change concerns will be judged anew,
     * as one batch that can be undone.
     */
    void published(Sql transaction, Change change, Caller by);

    /** Asks nobody and tells nobody: for commands that only look, and where nobody is judged. */
    Publication NONE = new Publication() {
        @Override
        public Optional<UUID> unsigned(Change change, Caller by) {
            return Optional.empty();
        }

        @Override
        public void published(Sql transaction, Change change, Caller by) {
            // Nobody is judged.
        }
    };
}
