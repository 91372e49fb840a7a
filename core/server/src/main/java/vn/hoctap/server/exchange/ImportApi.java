package vn.hoctap.server.exchange;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Uploads;
import vn.hoctap.server.http.Uploads.Fate;
import vn.hoctap.server.http.Uploads.Form;
import vn.hoctap.server.http.Uploads.Upload;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobApi;
import vn.hoctap.server.job.Jobs;

/** Imports over HTTP. */
public final class ImportApi {
    private final Imports imports;
    private final Jobs jobs;

    public ImportApi(Imports imports, Jobs jobs) {
        this.imports = imports;
        this.jobs = jobs;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("startImport", this::start, "getImportErrors", this::errors);
    }

    private void start(RoutingContext context) {
        Caller caller = Caller.of(context);
        FileKind kind = FileKind.of(Objects.requireNonNull(context.queryParams().get("kind")))
                .orElseThrow();
        Imports.demand(kind, caller);
        boolean dryRun = "true".equals(context.queryParams().get("dryRun"));
        try (Form form = receive(context, imports)) {
            Upload upload = file(form, imports.limits());
            Job job = imports.take(jobs, kind, Objects.requireNonNull(upload.content()), upload.name(), dryRun, caller);
            context.response().putHeader("Location", "/api/v1/jobs/" + job.id());
            Json.send(context, 202, JobApi.json(job));
        }
    }

    static Form receive(RoutingContext context, Imports imports) {
        return Uploads.receive(
                context,
                imports.uploads().incoming(),
                new Uploads.Limits(imports.limits().bytes(), 1));
    }

    /** @throws Problem 400, 413 */
    static Upload file(Form form, ImportLimits limits) {
        Optional<Upload> upload = form.uploads().stream().findFirst();
        if (upload.isEmpty()) {
            throw Problem.invalid("/file", "Send the file in a field \"file\" of the form.");
        }
        if (upload.get().size() == 0) {
            throw Problem.invalid("/file", "The file is empty; send one with a header and rows.");
        }
        if (upload.get().fate() == Fate.TOO_LARGE) {
            throw new Problem(
                    413,
                    "Too large",
                    "A file may have " + limits.bytes() / 1024 / 1024 + " MB; divide it and send the parts.",
                    List.of());
        }
        return upload.get();
    }

    private void errors(RoutingContext context) {
        send(context, imports, JobApi.demand(context, jobs, Action.READ_JOBS), Words.of(language(context)));
    }

    private static String language(RoutingContext context) {
        String language = context.queryParams().get("language");
        return language == null ? Words.VIETNAMESE.language() : language;
    }

    static void send(RoutingContext context, Imports imports, Job job, Words words) {
        if (!imports.hasErrors(job)) {
            throw Problem.notFound("No rows of this job were refused, or they are not kept any more.");
        }
        Format format = Optional.ofNullable(context.queryParams().get("format"))
                .flatMap(Format::of)
                .filter(known -> known != Format.JSON)
                .orElse(Imports.format(job));
        Download.send(context, format, "errors", out -> imports.writeErrors(job, format, words, out));
    }
}
