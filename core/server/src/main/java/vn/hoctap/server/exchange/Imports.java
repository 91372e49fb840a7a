package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Description;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobKind;
import vn.hoctap.server.job.Jobs;
import vn.hoctap.server.ledger.TimedId;
import vn.hoctap.server.secrecy.Secrets;
import vn.hoctap.server.subject.Names;
import vn.hoctap.server.subject.Subject;

/** Takes files in for import, and hands out what was refused of them. Safe for use from any thread. */
public final class Imports {
    private static final int MAX_NAME = 120;
    private static final byte[] ZIP = {'P', 'K'};
    /** Nobody takes longer to send a file. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Sql sql;
    private final Secrets secrets;
    private final Names names;
    private final UploadFolder uploads;
    private final ImportLimits limits;
    private final InstantSource clock;
    private final Supplier<Vocabulary> words;
    private final ImportJob kind;

    /** @param words what rows may name, as it is known when it is asked for */
    public Imports(
            Sql sql,
            Secrets secrets,
            Names names,
            Sinks sinks,
            Supplier<Vocabulary> words,
            UploadFolder uploads,
            ImportLimits limits,
            Description description,
            InstantSource clock) {
        this.sql = sql;
        this.secrets = secrets;
        this.names = names;
        this.uploads = uploads;
        this.limits = limits;
        this.clock = clock;
        this.words = words;
        this.kind = new ImportJob(sql, secrets, sinks, words, uploads, limits, description, clock);
    }

    /** The names of subjects by id, which results do not keep; unknown ones are absent. */
    Map<String, String> names(Collection<String> subjects) {
        Map<String, String> found = new HashMap<>();
        sql.rows("select s.id, " + Names.columns("s") + " from subject s where id = any($1)", (Object)
                        subjects.toArray(String[]::new))
                .forEach(row -> found.put(row.getString("id"), names.of(row)));
        return found;
    }

    Vocabulary vocabulary() {
        return words.get();
    }

    /** How imports are run. */
    public JobKind kind() {
        return kind;
    }

    public ImportLimits limits() {
        return limits;
    }

    public UploadFolder uploads() {
        return uploads;
    }

    /**
     * Takes a file in, which itself stays where it is.
     *
     * @throws Problem 403 when the caller could import none of its rows
     */
    public Job take(Jobs jobs, FileKind what, Path received, String name, boolean dryRun, Caller caller) {
        demand(what, caller);
        UUID id = UUID.fromString(TimedId.next(clock));
        uploads.keep(id, StagingKey.make(sql, secrets, id, shown(name)), received);
        ImportOrder order = new ImportOrder(what, format(received), null, dryRun);
        return jobs.enqueue(id, ImportJob.NAME, order.parameters(), caller);
    }

    /** After a trial the same file in earnest. */
    Job confirm(Jobs jobs, Job trial, Caller caller) {
        ImportOrder order = ImportOrder.of(trial).inEarnest(trial.id());
        demand(order.kind(), caller);
        if (staging(trial).flatMap(Staging::heading).isEmpty()) {
            throw Problem.notFound("The file is not kept any more; send it again.");
        }
        UUID id = UUID.fromString(TimedId.next(clock));
        StagingKey.make(sql, secrets, id, name(trial).orElse(""));
        return jobs.enqueue(id, ImportJob.NAME, order.parameters(), caller);
    }

    static void demand(FileKind what, Caller caller) {
        if (!what.isFor(caller)) {
            throw Problem.forbidden("Your role imports no " + what.slug() + ".");
        }
    }

    /** What it is shows in its first bytes, whatever it is called. */
    private static Format format(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(ZIP.length);
            return Arrays.equals(first, ZIP) ? Format.XLSX : Format.CSV;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String shown(String name) {
        String bare = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return bare.length() > MAX_NAME ? bare.substring(bare.length() - MAX_NAME) : bare;
    }

    /** Whether some rows of an ended import were refused, and the file is still there. */
    public boolean hasErrors(Job job) {
        return job.kind().equals(ImportJob.NAME)
                && job.state().ended()
                && !errors(job, 0, 1).isEmpty();
    }

    public static Format format(Job job) {
        return ImportOrder.of(job).format();
    }

    public void writeErrors(Job job, Format format, Words words, OutputStream out) throws IOException {
        Optional<Staging> staging = staging(job);
        if (staging.isPresent()) {
            new ErrorCopy(staging.get(), words).write(out, format);
        }
    }

    List<Staging.Faulty> errors(Job job, int after, int limit) {
        return staging(job).map(staging -> staging.faulty(after, limit)).orElse(List.of());
    }

    /** What was taken for what, in the words of the file; empty when these are not kept any more. */
    Optional<JsonNode> notes(Job job) {
        return staging(job).flatMap(Staging::notes);
    }

    /** How its sender calls the file, as long as that is kept. */
    Optional<String> name(Job job) {
        return sql.first("select wrapped, name from import_key where job = $1", job.id())
                .map(row -> StagingKey.of(secrets, job.id(), row).open(row.getBuffer("name"), StagingKey.NAME))
                .filter(name -> !name.isEmpty());
    }

    private Optional<Staging> staging(Job job) {
        return StagingKey.find(sql, secrets, job.id()).map(key -> new Staging(sql, job.id(), key));
    }

    /** Takes what is staged about somebody out of every import that is not cleared yet. */
    public void forget(Sql transaction, Subject person) {
        List<String> about = About.person(person);
        for (Row row : transaction.rows("select job, wrapped from import_key order by job")) {
            UUID job = row.getUUID("job");
            Long[] marks = StagingKey.of(secrets, job, row).marks(about);
            // First, so that rows on their way are either here already or never come.
            transaction.update("update import_key set forgotten = forgotten || $2 where job = $1", job, marks);
            int rows = transaction.update("delete from import_row where job = $1 and marks && $2", job, marks);
            if (rows > 0) {
                transaction.update("update import_key set notes = null where job = $1", job);
            }
        }
    }

    /**
     * Removes what was left behind: files on their way in, and those whose jobs have ended or were never begun.
     *
     * @param alone nobody else uses the folder
     */
    public void sweep(boolean alone) {
        Instant before = alone ? clock.instant() : clock.instant().minus(PATIENCE);
        uploads.removeIncoming(before);
        List<UUID> kept = uploads.jobs(before);
        Set<UUID> open = new HashSet<>();
        sql.rows("select id from job where id = any($1) and state in ('QUEUED', 'RUNNING')", (Object)
                        kept.toArray(UUID[]::new))
                .forEach(row -> open.add(row.getUUID("id")));
        kept.stream().filter(id -> !open.contains(id)).forEach(uploads::remove);
        sql.update(
                "delete from import_key k where not exists (select from job where id = k.job)"
                        + " and not exists (select from import_row r where r.job = k.job) and k.made_at < $1",
                Columns.utc(clock.instant().minus(PATIENCE)));
    }
}
