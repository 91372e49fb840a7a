package vn.hoctap.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import vn.hoctap.server.Core;
import vn.hoctap.server.Exchanging;
import vn.hoctap.server.Settings;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.exchange.FileKind;
import vn.hoctap.server.exchange.Format;
import vn.hoctap.server.exchange.Imports;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobApi;

/** A data folder without a server: whoever can open it acts as its administrator. */
final class LocalDesk implements Desk {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Caller ADMINISTRATOR =
            new Caller(Act.CONSOLE, Optional.empty(), List.of(new Grant(Role.ADMIN, null)));

    private final Core core;
    private final Exchanging exchanging;

    private LocalDesk(Core core, Exchanging exchanging) {
        this.core = core;
        this.exchanging = exchanging;
    }

    static LocalDesk open(Settings settings) {
        Core core = Core.open(settings);
        try {
            return new LocalDesk(core, Exchanging.open(core, settings));
        } catch (RuntimeException failure) {
            core.close();
            throw failure;
        }
    }

    @Override
    public JsonNode imported(Path file, FileKind kind, boolean dryRun, Listener listener) {
        Job job = exchanging.imports().copy(exchanging.jobs(), kind, file, dryRun, ADMINISTRATOR);
        while (!job.state().ended()) {
            listener.reached(job.done(), job.total());
            LockSupport.parkNanos(PAUSE);
            job = exchanging.jobs().find(job.id()).orElseThrow();
        }
        return Json.mapper().valueToTree(JobApi.json(job));
    }

    @Override
    public void errors(JsonNode job, Path copy) throws IOException {
        Job known =
                exchanging.jobs().find(UUID.fromString(job.path("id").asText())).orElseThrow();
        try (OutputStream out = Files.newOutputStream(copy)) {
            exchanging.imports().writeErrors(known, Imports.format(known), Words.VIETNAMESE, out);
        }
    }

    @Override
    public void export(String kind, Format format, OutputStream out) throws IOException {
        exchanging.exports().write(kind, format, ADMINISTRATOR, out);
    }

    @Override
    public void close() {
        exchanging.close();
        core.close();
    }
}
