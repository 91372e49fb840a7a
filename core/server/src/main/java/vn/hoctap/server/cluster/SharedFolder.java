package vn.hoctap.server.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import vn.hoctap.server.database.Sql;

/**
 * The folder for what people upload, which all nodes must see. A mark in it is kept in the database too, so that a node
 * whose setting names another folder, or whose network drive is not there, is told.
 *
 * @param folder as this node names it
 */
public record SharedFolder(Path folder) {
    private static final String MARK = ".hoctap-shared";
    private static final String SETTING = "cluster.folder";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 50;

    /** Marks it if this node is the first; says in a sentence what is wrong and what to do, if anything is. */
    public Optional<String> join(Sql sql) {
        String mark = UUID.randomUUID().toString();
        boolean first = sql.update(
                        "insert into setting (name, value) values ($1, $2) on conflict (name) do nothing",
                        SETTING,
                        mark)
                > 0;
        try {
            Files.createDirectories(folder);
            if (first) {
                Files.writeString(
                        folder.resolve(MARK), mark, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            }
        } catch (IOException failure) {
            return Optional.of(unusable(failure));
        }
        return faultOnceMarked(sql);
    }

    /** The first node may be about to mark it. */
    private Optional<String> faultOnceMarked(Sql sql) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> fault = fault(sql);
        while (fault.isPresent() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            fault = fault(sql);
        }
        return fault;
    }

    /** The same, touching nothing. */
    public Optional<String> fault(Sql sql) {
        Optional<String> marked =
                sql.first("select value from setting where name = $1", SETTING).map(row -> row.getString("value"));
        if (marked.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Files.readString(folder.resolve(MARK)).strip().equals(marked.get())
                    ? Optional.empty()
                    : Optional.of(other());
        } catch (NoSuchFileException unmarked) {
            return Optional.of(other());
        } catch (IOException failure) {
            return Optional.of(unusable(failure));
        }
    }

    private String other() {
        return "The folder %s is not the one that the other nodes use (its file %s differs or is missing); let cluster.folder"
                        .formatted(folder, MARK)
                + " name the same shared folder on every node.";
    }

    private String unusable(IOException failure) {
        return "The folder %s of the setting cluster.folder cannot be used: %s".formatted(folder, failure.getMessage());
    }
}
