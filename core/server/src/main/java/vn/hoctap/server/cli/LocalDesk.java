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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.Core;
import vn.hoctap.server.Exchanging;
import vn.hoctap.server.Settings;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.exchange.FileKind;
import vn.hoctap.server.exchange.Format;
import vn.hoctap.server.exchange.Imports;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobApi;
import vn.hoctap.server.plugin.PluginInfo;
import vn.hoctap.server.plugin.PluginRefused;
import vn.hoctap.server.plugin.Rollout;
import vn.hoctap.server.plugin.Unsigned;
import vn.hoctap.server.plugin.Upload;
import vn.hoctap.server.simulation.Wish;

/** A data folder without a server: whoever can open it acts as its administrator. */
final class LocalDesk implements Desk {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Caller ADMINISTRATOR =
            new Caller(Act.CONSOLE, Optional.empty(), List.of(new Grant(Role.ADMIN, null)));

    private static final int CONFLICT = 409;

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
        return ended(
                exchanging
                        .imports()
                        .take(exchanging.jobs(), kind, file, file.getFileName().toString(), dryRun, ADMINISTRATOR),
                listener);
    }

    @Override
    public JsonNode simulated(String yaml, int cycle, @Nullable String orgUnit, Listener listener) {
        Wish wish = Wish.ofDraft(yaml, cycle, Optional.ofNullable(orgUnit));
        return ended(asked(() -> exchanging.simulations().start(wish, ADMINISTRATOR)), listener);
    }

    @Override
    public JsonNode reevaluated(String set, int cycle, boolean everybody, Listener listener) {
        return ended(
                asked(() ->
                        exchanging.simulations().reevaluate(set, cycle, Optional.empty(), everybody, ADMINISTRATOR)),
                listener);
    }

    private static Job asked(Supplier<Job> begun) {
        try {
            return begun.get();
        } catch (Problem wrong) {
            throw Refused.usage(
                    wrong.errors().isEmpty()
                            ? wrong.detail()
                            : wrong.errors().stream()
                                    .map(Problem.PointerError::detail)
                                    .collect(Collectors.joining("\n")));
        }
    }

    private JsonNode ended(Job begun, Listener listener) {
        Job job = begun;
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
    public JsonNode plugins() {
        return Json.mapper().valueToTree(core.rollout().plugins());
    }

    @Override
    public JsonNode install(Path jar, @Nullable String orgUnit) throws IOException {
        Upload upload = new Upload(jar.getFileName().toString(), Files.readAllBytes(jar), orgUnit);
        return changed(() -> core.rollout().install(upload, ADMINISTRATOR));
    }

    @Override
    public JsonNode change(String plugin, PluginDeed deed) {
        Rollout rollout = core.rollout();
        return changed(() -> switch (deed) {
            case ENABLE -> rollout.enable(plugin, ADMINISTRATOR);
            case DISABLE -> rollout.disable(plugin, ADMINISTRATOR);
            case ROLLBACK -> rollout.rollBack(plugin, ADMINISTRATOR);
        });
    }

    private static JsonNode changed(Supplier<PluginInfo> changing) {
        try {
            return Json.mapper().valueToTree(changing.get());
        } catch (PluginRefused refused) {
            throw Refused.no(refused.errors().stream()
                    .map(CriteriaError::toString)
                    .collect(Collectors.joining("\n", "The plugin is refused, and everything is as before.\n", "")));
        } catch (Unsigned unsigned) {
            throw Refused.no("People would gain or lose titles; start the server, and have the simulation "
                    + unsigned.simulation() + " signed there.");
        } catch (Problem problem) {
            throw problem.status() == CONFLICT ? Refused.no(problem.detail()) : Refused.usage(problem.detail());
        }
    }

    @Override
    public void close() {
        exchanging.close();
        core.close();
    }
}
