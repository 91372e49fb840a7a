package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.exchange.Sink.Sent;
import vn.hoctap.server.exchange.Staging.Place;
import vn.hoctap.server.exchange.Staging.Staged;
import vn.hoctap.server.http.Description;
import vn.hoctap.server.http.Shape;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobKind;
import vn.hoctap.server.job.Track;
import vn.hoctap.server.secrecy.Secrets;

/**
 * Imports a file: reads it row by row into a table of the database, then takes the rows subject by subject, so that memory
 * holds a few batches however long the file is. After a stop it goes on behind the last batch that was noted; rows that were
 * recorded after it are recognised as duplicates.
 */
public final class ImportJob implements JobKind {
    public static final String NAME = "import";
    private static final int BATCH = 1_000;
    /** Enough that the recorder never waits for the next one. */
    private static final int FLYING = 3;

    private record Flight(Place end, Sent sent) {}

    private final Sql sql;
    private final Secrets secrets;
    private final Sinks sinks;
    private final Supplier<Vocabulary> vocabulary;
    private final UploadFolder uploads;
    private final ImportLimits limits;
    private final Description description;
    private final InstantSource clock;

    ImportJob(
            Sql sql,
            Secrets secrets,
            Sinks sinks,
            Supplier<Vocabulary> vocabulary,
            UploadFolder uploads,
            ImportLimits limits,
            Description description,
            InstantSource clock) {
        this.sql = sql;
        this.secrets = secrets;
        this.sinks = sinks;
        this.vocabulary = vocabulary;
        this.uploads = uploads;
        this.limits = limits;
        this.description = description;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(Job job, Track track) throws IOException {
        ImportOrder order = ImportOrder.of(job);
        ImportState state = ImportState.of(track.checkpoint(), clock.instant());
        Staging staging = staged(job);
        try {
            if (!state.isRead()) {
                read(job, order, staging, state, track);
            }
            uploads.remove(job.id());
        } catch (Unreadable unreadable) {
            throw new Refused(
                    unreadable.fault().message(Words.ENGLISH), ImportResult.unreadable(order, unreadable.fault()));
        }
        if (order.dryRun()) {
            tryOut(job, order, staging, state, track);
        } else {
            record(job, order, staging, state, track);
        }
        ObjectNode result = new ImportResult(sql, staging).of(job, state, clock.instant());
        if (!order.dryRun()) {
            staging.clearRecorded();
        }
        return result;
    }

    /** Of a job from before anything was sealed, the key is made now. */
    private Staging staged(Job job) {
        StagingKey key = StagingKey.find(sql, secrets, job.id())
                .orElseGet(() -> StagingKey.make(
                        sql, secrets, job.id(), job.parameters().path("file").asText()));
        return new Staging(sql, job.id(), key);
    }

    @Override
    public @Nullable Object cancelled(Job job, @Nullable JsonNode checkpoint) {
        ImportState state = ImportState.of(checkpoint, job.begun());
        Staging staging = StagingKey.find(sql, secrets, job.id())
                .map(key -> new Staging(sql, job.id(), key))
                .orElse(null);
        uploads.remove(job.id());
        return new ImportResult(sql, staging).of(job, state, clock.instant());
    }

    @Override
    public void clear(Job job) {
        Staging.clear(sql, job.id());
        uploads.remove(job.id());
    }

    private void read(Job job, ImportOrder order, Staging staging, ImportState state, Track track) throws IOException {
        Notes notes = new Notes();
        Reading reading = new Reading(order.kind(), limits, new RowForm(vocabulary.get()), shape(order.kind()), notes);
        try (Table table = table(job, order)) {
            reading.read(table, order.format(), BATCH, new Reading.Rows() {
                @Override
                public void begin(Line heading) {
                    staging.keep(heading);
                }

                @Override
                public void take(List<Staging.Read> batch, int soFar) {
                    staging.put(batch);
                    track.reach(soFar, null, state.stored());
                }
            });
        }
        if (order.kind() == FileKind.ORG_UNITS) {
            ParentsFirst.put(staging);
        }
        staging.keep(notes);
        state.read(staging.all(), staging.refused(), notes);
        track.reach(state.done(), state.rows(), state.stored());
    }

    /** What was sent, or the rows of the trial before. */
    private Table table(Job job, ImportOrder order) throws IOException {
        UUID id = order.source() == null ? job.id() : order.source();
        StagingKey key = StagingKey.find(sql, secrets, id).orElseThrow(() -> Unreadable.because("gone"));
        if (order.source() != null) {
            return new StagedTable(new Staging(sql, id, key));
        }
        if (!uploads.has(id)) {
            throw Unreadable.because("gone");
        }
        InputStream file = uploads.open(id, key);
        try {
            return Reading.open(file, order.format());
        } catch (RuntimeException | IOException failure) {
            file.close();
            throw failure;
        }
    }

    /** The others are judged where they are entered. */
    private @Nullable Shape shape(FileKind kind) {
        return switch (kind) {
            case ACTIVITIES -> description.component("NewActivity");
            case ASSESSMENTS -> description.component("NewAssessment");
            case ROSTER -> description.component("SubjectChange");
            case COURSES, ORG_UNITS, MEMBERSHIPS -> null;
        };
    }

    private void tryOut(Job job, ImportOrder order, Staging staging, ImportState state, Track track) {
        Sink sink = sinks.of(order.kind(), job.caller());
        for (List<Staged> rows = staging.next(state.place(), BATCH);
                !rows.isEmpty();
                rows = staging.next(state.place(), BATCH)) {
            Sink.Tried tried = sink.tryOut(rows);
            state.changed(tried.changes());
            note(staging, state, end(rows), tried.fates());
            track.reach(state.done(), state.rows(), state.stored());
        }
    }

    private void record(Job job, ImportOrder order, Staging staging, ImportState state, Track track) {
        int doubtful = job.checkpoint() == null ? 0 : FLYING + 1;
        Sink known = sinks.of(order.kind(), job.caller(), doubtful);
        Sink sink = new Recounting(known, sql, order.kind(), job, state.begun(), FLYING);
        Deque<Flight> flights = new ArrayDeque<>();
        Place last = state.place();
        try {
            for (List<Staged> rows = staging.next(last, BATCH); !rows.isEmpty(); rows = staging.next(last, BATCH)) {
                last = end(rows);
                flights.add(new Flight(last, sink.send(rows)));
                if (flights.size() >= FLYING) {
                    land(flights.remove(), staging, state, track);
                }
            }
            while (!flights.isEmpty()) {
                land(flights.remove(), staging, state, track);
            }
        } catch (Track.Stopped stopped) {
            noteRest(flights, staging, state, track);
            throw stopped;
        }
    }

    /** What is on its way is recorded all the same, so it is counted. */
    private static void noteRest(Deque<Flight> flights, Staging staging, ImportState state, Track track) {
        while (!flights.isEmpty()) {
            try {
                land(flights.remove(), staging, state, track);
            } catch (Track.Stopped known) {
                // thrown on by whoever called
            }
        }
    }

    private static void land(Flight flight, Staging staging, ImportState state, Track track) {
        note(staging, state, flight.end(), flight.sent().await());
        track.reach(state.done(), state.rows(), state.stored());
    }

    private static void note(Staging staging, ImportState state, Place end, Map<Integer, Fate> fates) {
        Map<Integer, List<Fault>> faults = new HashMap<>();
        fates.forEach((row, fate) -> {
            if (fate instanceof Fate.Refused refused) {
                faults.put(row, refused.faults());
            }
        });
        staging.refuse(faults);
        state.passed(end, fates);
    }

    private static Place end(List<Staged> rows) {
        return new Place(rows.getLast().place(), rows.getLast().row());
    }
}
