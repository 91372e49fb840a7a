package vn.hoctap.server.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Description;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobKind;
import vn.hoctap.server.job.Jobs;
import vn.hoctap.server.ledger.TimedId;
import vn.hoctap.server.subject.Names;

/** Takes files in for import, and hands out what was refused of them. Safe for use from any thread. */
public final class Imports {
    private static final int MAX_NAME = 120;
    private static final byte[] ZIP = {'P', 'K'};

    private final Sql sql;
    private final Names names;
    private final UploadFolder uploads;
    private final ImportLimits limits;
    private final InstantSource clock;
    private final Supplier<Vocabulary> words;
    private final ImportJob kind;

    /** @param words what rows may name, as it is known when it is asked for */
    public Imports(
            Sql sql,
            Names names,
            Sinks sinks,
            Supplier<Vocabulary> words,
            UploadFolder uploads,
            ImportLimits limits,
            Description description,
            InstantSource clock) {
        this.sql = sql;
        this.names = names;
        this.uploads = uploads;
        this.limits = limits;
        this.clock = clock;
        this.words = words;
        this.kind = new ImportJob(sql, sinks, words, uploads, limits, description, clock);
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
     * Takes a file in, which is moved away.
     *
     * @throws Problem 403 when the caller could import none of its rows
     */
    public Job take(Jobs jobs, FileKind what, Path received, String name, boolean dryRun, Caller caller) {
        demand(what, caller);
        UUID id = UUID.fromString(TimedId.next(clock));
        ImportOrder order = new ImportOrder(what, format(received), shown(name), dryRun);
        uploads.keep(id, received);
        return jobs.enqueue(id, ImportJob.NAME, order.parameters(), caller);
    }

    /** The same with a file that stays where it is. */
    public Job copy(Jobs jobs, FileKind what, Path file, boolean dryRun, Caller caller) {
        demand(what, caller);
        UUID id = UUID.fromString(TimedId.next(clock));
        ImportOrder order =
                new ImportOrder(what, format(file), shown(file.getFileName().toString()), dryRun);
        uploads.copy(file, id);
        return jobs.enqueue(id, ImportJob.NAME, order.parameters(), caller);
    }

    /** After a trial the same file in earnest. */
    Job confirm(Jobs jobs, Job trial, Caller caller) {
        ImportOrder order = ImportOrder.of(trial).inEarnest();
        demand(order.kind(), caller);
        if (!uploads.has(trial.id())) {
            throw Problem.notFound("The file is not kept any more; send it again.");
        }
        UUID id = UUID.fromString(TimedId.next(clock));
        uploads.share(trial.id(), id);
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
                && uploads.has(job.id())
                && !new Staging(sql, job.id()).faulty(0, 1).isEmpty();
    }

    public static Format format(Job job) {
        return ImportOrder.of(job).format();
    }

    public void writeErrors(Job job, Format format, Words words, OutputStream out) throws IOException {
        new ErrorCopy(uploads.of(job.id()), format(job), new Staging(sql, job.id()), words).write(out, format);
    }

    List<Staging.Faulty> errors(Job job, int after, int limit) {
        return new Staging(sql, job.id()).faulty(after, limit);
    }
}
