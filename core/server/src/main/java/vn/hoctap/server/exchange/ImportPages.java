package vn.hoctap.server.exchange;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Uploads.Form;
import vn.hoctap.server.http.Uploads.Upload;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobApi;
import vn.hoctap.server.job.Jobs;

/** Where centres, officers and administrators send files, see what these would change, and take tables home. */
public final class ImportPages {
    private static final String HERE = "/imports";
    private static final int SHOWN = 10;
    private static final long MEGABYTE = 1024L * 1024;

    private final Pages pages;
    private final Imports imports;
    private final Jobs jobs;
    private final Function<String, Optional<CriteriaSet>> sets;

    /** @param sets the published sets by id */
    public ImportPages(Pages pages, Imports imports, Jobs jobs, Function<String, Optional<CriteriaSet>> sets) {
        this.pages = pages;
        this.imports = imports;
        this.jobs = jobs;
        this.sets = sets;
    }

    public void mount(Router router) {
        pages.get(router, HERE, context -> list(context, 200, null));
        pages.get(router, HERE + "/templates/:kind", this::template);
        pages.get(router, HERE + "/:id", this::show);
        pages.get(router, HERE + "/:id/errors", this::errors);
        pages.upload(router, HERE, this::take);
        pages.post(router, HERE + "/:id/confirmation", this::confirm);
        pages.post(router, HERE + "/:id/cancellation", this::cancel);
    }

    /** Whoever reads others may take home what he may read; who may import more sees more. */
    private Caller demand(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ);
        return caller;
    }

    private void list(RoutingContext context, int status, @Nullable String wrong) {
        Caller caller = demand(context);
        Words words = pages.words(context);
        UUID after = uuid(context.queryParams().get("after"));
        List<Job> found = jobs.list(JobApi.whose(caller), ImportJob.NAME, after, SHOWN + 1);
        List<Job> shown = found.subList(0, Math.min(SHOWN, found.size()));
        String chosen = Objects.requireNonNullElse(context.queryParams().get("kind"), "");
        ImportsView view = new ImportsView(
                kinds(caller, words, chosen),
                words.get(
                        "import.limits",
                        imports.limits().bytes() / MEGABYTE,
                        imports.limits().rows()),
                wrong,
                shown.stream().map(job -> earlier(job, words)).toList(),
                found.size() > SHOWN ? HERE + "?after=" + shown.getLast().id() : null,
                after == null ? null : HERE,
                Stream.of(ExportKind.values()).map(kind -> export(kind, words)).toList());
        pages.show(context, status, "exchange/imports", words.get("nav.imports"), view);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static List<ImportsView.Kind> kinds(Caller caller, Words words, String chosen) {
        List<FileKind> kinds = FileKind.of(caller);
        String first = kinds.contains(FileKind.ACTIVITIES) ? FileKind.ACTIVITIES.slug() : "";
        String wanted =
                FileKind.of(chosen).filter(kinds::contains).map(FileKind::slug).orElse(first);
        return kinds.stream()
                .map(kind -> new ImportsView.Kind(
                        kind.slug(),
                        words.get("import.kind." + kind.slug()),
                        words.get("import.hint." + kind.slug()),
                        kind.slug().equals(wanted),
                        Stream.of(Format.XLSX, Format.CSV)
                                .map(format -> new Link(
                                        HERE + "/templates/" + kind.slug() + "?format=" + format.slug(), format.name()))
                                .toList()))
                .toList();
    }

    private ImportsView.Earlier earlier(Job job, Words words) {
        ImportOrder order = ImportOrder.of(job);
        String told = new ImportViews(words, sets, imports).detail(job).orElse("");
        return new ImportsView.Earlier(
                ImportViews.href(job),
                words.get("import.kind." + order.kind().slug()),
                Stream.of(
                                order.dryRun() ? words.get("import.trial") : "",
                                words.date(job.createdAt()),
                                imports.name(job).orElse(""),
                                told)
                        .filter(part -> !part.isEmpty())
                        .reduce((one, other) -> one + " · " + other)
                        .orElse(""),
                words.get("import.state." + job.state()),
                ImportViews.tone(job.state()).css());
    }

    private static ImportsView.Out export(ExportKind kind, Words words) {
        return new ImportsView.Out(
                words.get("import.kind." + kind.slug()),
                Stream.of(Format.XLSX, Format.CSV)
                        .map(format ->
                                new Link("/api/v1/exports/" + kind.slug() + "?format=" + format.slug(), format.name()))
                        .toList());
    }

    private void template(RoutingContext context) {
        demand(context);
        FileKind kind = FileKind.of(Objects.requireNonNull(context.pathParam("kind")))
                .orElseThrow(() -> Problem.notFound("There is no such template."));
        Format format = Optional.ofNullable(context.queryParams().get("format"))
                .flatMap(Format::of)
                .filter(known -> known != Format.JSON)
                .orElse(Format.XLSX);
        Templates templates = new Templates(imports.vocabulary(), pages.words(context));
        Download.send(context, format, kind.slug(), out -> templates.write(kind, format, out));
    }

    /** First what it would change: nothing is recorded before somebody has seen that. */
    private void take(RoutingContext context) {
        Caller caller = demand(context);
        Words words = pages.words(context);
        try (Form form = ImportApi.receive(context, imports)) {
            Optional<FileKind> kind =
                    Optional.ofNullable(form.fields().get("kind")).flatMap(FileKind::of);
            if (kind.isEmpty()) {
                list(context, 400, words.get("import.wrong.kind"));
                return;
            }
            Upload upload = ImportApi.file(form, imports.limits());
            Job job = imports.take(
                    jobs, kind.get(), Objects.requireNonNull(upload.content()), upload.name(), true, caller);
            Pages.redirect(context, ImportViews.href(job));
        } catch (Problem refused) {
            if (refused.status() != 400 && refused.status() != 413) {
                throw refused;
            }
            String key = refused.status() == 413 ? "import.wrong.size" : "import.wrong.file";
            list(context, refused.status(), words.get(key, imports.limits().bytes() / MEGABYTE));
        }
    }

    private Job job(RoutingContext context, Action action) {
        Job job = JobApi.demand(context, jobs, action);
        if (!job.kind().equals(ImportJob.NAME)) {
            throw Problem.notFound("This is no import.");
        }
        return job;
    }

    private void show(RoutingContext context) {
        Words words = pages.words(context);
        ImportView view = new ImportViews(words, sets, imports).of(job(context, Action.READ_JOBS));
        pages.show(context, "exchange/import", words.get("nav.imports"), view);
    }

    private void errors(RoutingContext context) {
        ImportApi.send(context, imports, job(context, Action.READ_JOBS), pages.words(context));
    }

    private void confirm(RoutingContext context) {
        Caller caller = demand(context);
        Job job = imports.confirm(jobs, job(context, Action.CANCEL_JOBS), caller);
        Pages.redirect(context, ImportViews.href(job));
    }

    private void cancel(RoutingContext context) {
        Job job = job(context, Action.CANCEL_JOBS);
        jobs.cancel(job.id(), Caller.of(context).name());
        Pages.redirect(context, ImportViews.href(job));
    }
}
