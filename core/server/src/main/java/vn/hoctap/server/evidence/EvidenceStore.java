package vn.hoctap.server.evidence;

import io.vertx.core.Vertx;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.Kept.Why;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Uploads.Fate;
import vn.hoctap.server.http.Uploads.Upload;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.secrecy.Secrets;

/**
 * All evidence: rows in the database, contents in files. A row never names a file that is not there whole; a file that no
 * row names goes with the next sweep. Safe for use from any thread.
 */
public final class EvidenceStore {
    /** How long a file that proves nothing is kept: its author may still be typing. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    /** How far back the sweep looks; it runs more often than that. */
    private static final Duration SWEPT = Duration.ofDays(90);

    private final Vertx vertx;
    private final Database database;
    private final Secrets secrets;
    private final EvidenceRows rows;
    private final EvidenceFolder folder;
    private final EvidenceLimits limits;
    private final InstantSource clock;

    /** @param data the folder for everything that is kept */
    public EvidenceStore(
            Vertx vertx, Database database, Secrets secrets, Path data, EvidenceLimits limits, InstantSource clock) {
        this.vertx = vertx;
        this.database = database;
        this.secrets = secrets;
        this.rows = rows(database);
        this.folder = new EvidenceFolder(data.resolve("evidence"));
        this.limits = limits;
        this.clock = clock;
    }

    private EvidenceRows rows(Sql sql) {
        return new EvidenceRows(sql, secrets);
    }

    /**
     * To be called once before anything is kept.
     *
     * @param alone no other process uses the folder: what is on its way in was left behind by a kill
     */
    public void prepare(boolean alone) {
        folder.prepare(alone ? clock.instant() : clock.instant().minus(PATIENCE));
    }

    public EvidenceLimits limits() {
        return limits;
    }

    /** Where uploads are received. */
    public Path incoming() {
        return folder.incoming();
    }

    /**
     * Keeps a file for a subject; the same content sent twice by the same person for nothing yet is kept once.
     *
     * @throws Problem 404 when the subject is erased
     */
    public Kept keep(long subject, String by, Upload upload) {
        Path content = upload.content();
        if (content == null) {
            return not(upload, upload.fate() == Fate.TOO_MANY ? Why.TOO_MANY : Why.TOO_LARGE);
        }
        DataKey key = key(subject);
        Prepared prepared = blocking(() -> prepare(upload, content, key));
        try {
            return switch (prepared) {
                case Prepared.Unfit unfit -> not(upload, unfit.why());
                case Prepared.Fit fit ->
                    database.inTransaction(
                            sql -> keep(rows(sql), key, evidence(subject, by, upload, fit), fit, upload));
            };
        } finally {
            prepared.close();
        }
    }

    private DataKey key(long subject) {
        return new DataKeys(database, secrets)
                .demand(subject)
                .orElseThrow(() -> Problem.notFound("There is no such subject any more."));
    }

    private Prepared prepare(Upload upload, Path content, DataKey key) throws IOException {
        if (upload.size() == 0) {
            return new Prepared.Unfit(Why.EMPTY);
        }
        Optional<MediaType> type = MediaType.of(content);
        if (type.isEmpty()) {
            return new Prepared.Unfit(Why.TYPE);
        }
        try {
            Path clean = folder.cleaned(content, type.get());
            Path sealed = folder.sealed(clean, key);
            try {
                return new Prepared.Fit(sealed, type.get(), Files.size(clean), EvidenceFolder.name(clean, key));
            } finally {
                EvidenceFolder.discard(clean);
            }
        } catch (JpegFilter.Broken | EOFException broken) {
            return new Prepared.Unfit(Why.BROKEN);
        }
    }

    private Evidence evidence(long subject, String by, Upload upload, Prepared.Fit fit) {
        String name = FileName.safe(upload.name(), fit.type());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Evidence(UUID.randomUUID(), subject, null, name, fit.type(), fit.size(), fit.place(), true, by, now);
    }

    private Kept keep(EvidenceRows locked, DataKey key, Evidence evidence, Prepared.Fit fit, Upload upload) {
        locked.lock(evidence.place());
        Optional<Evidence> sent = locked.sent(evidence);
        if (sent.isPresent()) {
            return new Kept.As(sent.get());
        }
        if (locked.bytes(evidence.subject()) + evidence.size() > limits.personBytes()) {
            return not(upload, Why.PERSON_FULL);
        }
        blocking(() -> {
            folder.keep(fit.content(), fit.place());
            return true;
        });
        locked.insert(evidence, key);
        return new Kept.As(evidence);
    }

    private static Kept not(Upload upload, Why why) {
        return new Kept.Not(FileName.shown(upload.name()), why);
    }

    public List<Evidence> find(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : rows.find(ids);
    }

    public Optional<Evidence> find(UUID id) {
        return rows.find(List.of(id)).stream().findFirst();
    }

    /** All that is kept for a subject, in the order in which it came. */
    public List<Evidence> all(long subject) {
        return rows.of(subject);
    }

    /** What proves these activities of a subject, in the order in which it came. */
    public List<Evidence> of(long subject, Collection<String> facts) {
        return facts.isEmpty() ? List.of() : rows.of(subject, facts);
    }

    /**
     * Attaches what proves nothing yet to an activity, before the activity is recorded; what is attached to one that is
     * never recorded is swept like what is attached to none.
     *
     * @return those that are attached by this call
     */
    public List<Evidence> attach(long subject, String fact, Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : rows.attach(subject, fact, ids);
    }

    /** Takes back what {@link #attach} did. */
    public void detach(Collection<Evidence> attached) {
        if (!attached.isEmpty()) {
            rows.detach(attached.stream().map(Evidence::id).toList());
        }
    }

    /** The id of the person whom it is about. */
    Optional<String> owner(Evidence evidence) {
        return rows.owner(evidence.subject());
    }

    /**
     * Writes the content. Blocks as long as the reader does.
     *
     * @throws Problem 404 when its person is erased
     */
    public void write(Evidence evidence, OutputStream out) throws IOException {
        if (evidence.sealed()) {
            folder.open(evidence.place(), key(evidence.subject()), out);
        } else {
            Files.copy(folder.place(evidence.place()), out);
        }
    }

    /** False when it is attached meanwhile. */
    public boolean deleteLoose(Evidence evidence) {
        boolean deleted = rows.deleteLoose(evidence.id());
        removeUnneeded(evidence.place());
        return deleted;
    }

    /** Removes all evidence of a subject, files and all; returns how many there were. */
    public int erase(long subject) {
        List<Evidence> gone = rows.deleteOf(subject);
        gone.forEach(one -> removeUnneeded(one.place()));
        return gone.size();
    }

    /** Seals files from before anything was sealed, so many at a time; returns how many could be. Waits for files itself. */
    public int sealPlain(int page) {
        return new EvidenceSealing(database, secrets, folder, this::removeUnneeded).all(page);
    }

    /** Removes these, files and all. */
    public void remove(Collection<UUID> ids) {
        rows.delete(ids).forEach(one -> removeUnneeded(one.place()));
    }

    /** Removes what proves nothing after a day, and files that no row names. */
    public void sweep() {
        Instant until = clock.instant().minus(PATIENCE);
        rows.deleteOrphans(until.minus(SWEPT), until).forEach(one -> removeUnneeded(one.place()));
        for (Path one : blocking(folder::shelves)) {
            rows.unneeded(blocking(() -> folder.names(one))).forEach(this::removeUnneeded);
        }
    }

    /** Under the lock that also {@link #keep} holds: a file cannot be needed again between the question and its removal. */
    private void removeUnneeded(String place) {
        database.inTransaction(sql -> {
            EvidenceRows locked = rows(sql);
            locked.lock(place);
            if (!locked.needs(place)) {
                folder.remove(place);
            }
            return true;
        });
    }

    /** A file made ready to be kept, or why it is not fit. */
    private sealed interface Prepared extends AutoCloseable {
        record Fit(Path content, MediaType type, long size, String place) implements Prepared {
            @Override
            public void close() {
                EvidenceFolder.discard(content);
            }
        }

        record Unfit(Why why) implements Prepared {
            @Override
            public void close() {}
        }

        @Override
        void close();
    }

    /** Files are waited for elsewhere, so that other requests go on. */
    private <T> T blocking(Callable<T> work) {
        return Await.on(vertx.executeBlocking(work, false));
    }
}
