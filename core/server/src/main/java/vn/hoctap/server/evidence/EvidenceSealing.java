package vn.hoctap.server.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.secrecy.Secrets;

/**
 * Seals evidence from before anything was sealed. What cannot be sealed, because its file is missing for instance, is told and
 * left as it is.
 *
 * @param leaving told of each place that a row has left
 */
record EvidenceSealing(Database database, Secrets secrets, EvidenceFolder folder, Consumer<String> leaving) {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceSealing.class);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Returns how many were sealed. */
    int all(int page) {
        int sealed = 0;
        UUID after = BEFORE_ALL;
        for (List<Evidence> plain = plain(after, page); !plain.isEmpty(); plain = plain(after, page)) {
            sealed += (int) plain.stream().filter(this::seal).count();
            after = plain.getLast().id();
        }
        return sealed;
    }

    private List<Evidence> plain(UUID after, int page) {
        return rows(database).plain(after, page);
    }

    private EvidenceRows rows(Sql sql) {
        return new EvidenceRows(sql, secrets);
    }

    /** First the sealed file, then the row that names it, and then the plain one goes. */
    private boolean seal(Evidence plain) {
        Optional<DataKey> key = new DataKeys(database, secrets).demand(plain.subject());
        Path content = folder.place(plain.place());
        if (key.isEmpty() || !Files.exists(content)) {
            LOG.warn("The evidence {} has no file in its folder, or nobody any more, and stays as it is", plain.id());
            return false;
        }
        try {
            return seal(plain, content, key.get());
        } catch (IOException failure) {
            throw new UncheckedIOException("The evidence " + plain.id() + " could not be sealed", failure);
        }
    }

    private boolean seal(Evidence plain, Path content, DataKey key) throws IOException {
        String name = EvidenceFolder.name(content, key);
        Path file = folder.sealed(content, key);
        try {
            boolean sealed = database.inTransaction(sql -> seal(plain, rows(sql), key, file, name));
            if (sealed) {
                leaving.accept(plain.place());
            }
            return sealed;
        } finally {
            EvidenceFolder.discard(file);
        }
    }

    /** Under the lock of its new place, so that nobody takes the file for one that no row names. */
    private boolean seal(Evidence plain, EvidenceRows locked, DataKey key, Path file, String name) {
        locked.lock(name);
        boolean still = locked.find(List.of(plain.id())).stream().anyMatch(one -> !one.sealed());
        if (still) {
            keep(file, name);
            locked.seal(plain, name, key);
        }
        return still;
    }

    private void keep(Path file, String name) {
        try {
            folder.keep(file, name);
        } catch (IOException failure) {
            throw new UncheckedIOException("Sealed evidence could not be kept", failure);
        }
    }
}
