package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.job.JobState;

/** Tells of one import in the reader's language. */
record ImportViews(Words words, Function<String, Optional<CriteriaSet>> sets, Imports imports) {
    private static final int MAX_ERRORS = 50;
    private static final int PERCENT = 100;

    ImportView of(Job job) {
        ImportOrder order = ImportOrder.of(job);
        JsonNode result = result(job);
        List<ImportView.Row> errors = errors(job, result);
        boolean tried = order.dryRun() && job.state() == JobState.DONE;
        return new ImportView(
                href(job),
                kicker(job, order),
                sentence(job, order, result),
                words.get("import.state." + job.state()),
                tone(job.state()).css(),
                job.state() == JobState.FAILED,
                job.state().ended() ? null : share(job),
                progress(job),
                result.has("rows") ? figures(result) : List.of(),
                result.has("rows") ? titles(order, result) : null,
                errors,
                words.get("import.errors", result.path("rejected").asLong()),
                notes(job, result),
                imports.hasErrors(job) ? copies(job) : List.of(),
                tried && result.path("accepted").asLong() > 0,
                words.get("import.confirm", result.path("accepted").asLong()),
                !job.state().ended() && !job.cancelling());
    }

    private String kicker(Job job, ImportOrder order) {
        String kind = words.get("import.kind." + order.kind().slug());
        return imports.name(job)
                .map(file -> words.get("import.kicker", kind, file))
                .orElse(kind);
    }

    static String href(Job job) {
        return "/imports/" + job.id();
    }

    static Tone tone(JobState state) {
        return switch (state) {
            case QUEUED, RUNNING -> Tone.WAIT;
            case DONE -> Tone.OK;
            case FAILED -> Tone.NO;
            case CANCELLED -> Tone.STILL;
        };
    }

    private static JsonNode result(Job job) {
        JsonNode result = job.result();
        return result == null ? Json.mapper().createObjectNode() : result;
    }

    private String sentence(Job job, ImportOrder order, JsonNode result) {
        return switch (job.state()) {
            case QUEUED -> words.get("import.sentence.queued");
            case RUNNING -> words.get(job.cancelling() ? "import.sentence.stopping" : "import.sentence.running");
            case DONE ->
                words.get(
                        order.dryRun() ? "import.sentence.tried" : "import.sentence.done",
                        result.path("accepted").asLong(),
                        result.path("rows").asLong());
            case CANCELLED ->
                words.get(
                        "import.sentence.cancelled",
                        result.path("done").asLong(),
                        result.path("rows").asLong());
            case FAILED ->
                result.has("fault")
                        ? Fault.read(result.path("fault")).message(words)
                        : words.get("import.sentence.failed", job.id());
        };
    }

    private static String share(Job job) {
        Long total = job.total();
        return total == null || total == 0 ? "3" : Long.toString(Math.max(3, job.done() * PERCENT / total));
    }

    private String progress(Job job) {
        Long total = job.total();
        return total == null
                ? words.get("import.reading", job.done())
                : words.get("import.progress", job.done(), total);
    }

    private List<ImportView.Figure> figures(JsonNode result) {
        return List.of(
                figure(result, "rows", Tone.STILL),
                figure(result, "accepted", Tone.OK),
                figure(result, "duplicates", Tone.STILL),
                figure(result, "rejected", result.path("rejected").asLong() > 0 ? Tone.NO : Tone.STILL));
    }

    private ImportView.Figure figure(JsonNode result, String name, Tone tone) {
        return new ImportView.Figure(
                words.get("import." + name), words.number(result.path(name).asLong()), tone.css());
    }

    private ImportView.Titles titles(ImportOrder order, JsonNode result) {
        switch (order.kind()) {
            case COURSES, MEMBERSHIPS -> {
                return new ImportView.Titles(words.get("import.titles.none"), List.of(), List.of());
            }
            case ORG_UNITS -> {
                return new ImportView.Titles(words.get("import.titles.units"), List.of(), List.of());
            }
            case ROSTER, ACTIVITIES, ASSESSMENTS -> {}
        }
        long gained = sum(result.path("titlesAwarded"));
        long lost = sum(result.path("titlesWithdrawn"));
        String key =
                gained + lost == 0 ? "import.titles.same" : order.dryRun() ? "import.titles.would" : "import.titles";
        return new ImportView.Titles(words.get(key, gained, lost), sets(result), changes(result));
    }

    private static long sum(JsonNode bySet) {
        long sum = 0;
        for (JsonNode count : bySet) {
            sum += count.asLong();
        }
        return sum;
    }

    private List<ImportView.Set> sets(JsonNode result) {
        Set<String> ids = new TreeSet<>();
        result.path("titlesAwarded").fieldNames().forEachRemaining(ids::add);
        result.path("titlesWithdrawn").fieldNames().forEachRemaining(ids::add);
        return ids.stream()
                .map(id -> new ImportView.Set(
                        setName(id),
                        words.number(result.path("titlesAwarded").path(id).asLong()),
                        words.number(result.path("titlesWithdrawn").path(id).asLong())))
                .toList();
    }

    private String setName(String id) {
        return sets.apply(id).map(set -> words.in(set.title())).orElse(id);
    }

    private List<ImportView.Change> changes(JsonNode result) {
        List<ImportView.Change> changes = new ArrayList<>();
        Map<String, String> names = imports.names(result.path("changes").findValuesAsText("subject"));
        for (JsonNode change : result.path("changes")) {
            boolean gained = change.path("gained").asBoolean();
            String subject = change.path("subject").asText();
            changes.add(new ImportView.Change(
                    names.getOrDefault(subject, subject),
                    "/officer/people/"
                            + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20"),
                    words.get(
                            "import.change.what",
                            setName(change.path("set").asText()),
                            change.path("cycle").asText()),
                    words.get(gained ? "import.change.gained" : "import.change.lost"),
                    (gained ? Tone.OK : Tone.NO).css()));
        }
        return changes;
    }

    private List<ImportView.Row> errors(Job job, JsonNode result) {
        if (!job.state().ended() || result.path("rejected").asLong() == 0) {
            return List.of();
        }
        List<ImportView.Row> rows = new ArrayList<>();
        for (Staging.Faulty faulty : imports.errors(job, 0, MAX_ERRORS)) {
            faulty.faults().forEach(fault -> rows.add(row(words.get("import.row", faulty.row()), fault)));
        }
        return rows;
    }

    /** In the words of the file as long as they are kept. */
    private List<ImportView.Row> notes(Job job, JsonNode result) {
        JsonNode told = result.path("notes");
        return Notes.read(told.isEmpty() ? told : imports.notes(job).orElse(told)).stream()
                .map(note -> row(
                        note.rows() > 1
                                ? words.get("import.note.rows", note.row(), note.rows())
                                : words.get("import.row", note.row()),
                        note.fault()))
                .toList();
    }

    private ImportView.Row row(String place, Fault fault) {
        return new ImportView.Row(place, fault.column(), fault.message(words));
    }

    private List<Link> copies(Job job) {
        String from = href(job) + "/errors?format=";
        return List.of(
                new Link(from + "xlsx", words.get("import.copy", "XLSX")),
                new Link(from + "csv", words.get("import.copy", "CSV")));
    }

    /** What became of its rows, once that is known. */
    Optional<String> detail(Job job) {
        JsonNode result = result(job);
        return result.has("rows")
                ? Optional.of(words.get(
                        "import.detail",
                        result.path("accepted").asLong(),
                        result.path("duplicates").asLong(),
                        result.path("rejected").asLong()))
                : Optional.empty();
    }
}
