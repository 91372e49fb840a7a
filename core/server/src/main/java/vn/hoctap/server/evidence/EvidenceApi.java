package vn.hoctap.server.evidence;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.http.ResponseStream;
import vn.hoctap.server.http.Uploads;
import vn.hoctap.server.http.Uploads.Form;
import vn.hoctap.server.http.Uploads.Upload;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.secrecy.Unreadable;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Evidence over HTTP: sent by who may record activities of a subject, seen by who may read it. */
public final class EvidenceApi {
    private static final String FILE = "file";

    /** A photo may be shown and nothing else; a viewer of documents needs more than a sandbox gives it. */
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private static final String DOCUMENT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";

    private final EvidenceStore store;
    private final Subjects subjects;

    public EvidenceApi(EvidenceStore store, Subjects subjects) {
        this.store = store;
        this.subjects = subjects;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("uploadEvidence", this::upload, "getEvidence", this::get, "deleteEvidence", this::delete);
    }

    private record Shown(String id, String name, String mediaType, long size, String url) {
        static Shown of(Evidence evidence) {
            return new Shown(
                    evidence.id().toString(), evidence.name(), evidence.type().slug(), evidence.size(), evidence.url());
        }
    }

    private void upload(RoutingContext context) {
        Caller caller = Caller.of(context);
        String id = Objects.requireNonNull(context.queryParams().get("subject"));
        SubjectPlaces subject = subjects.places(List.of(id)).get(id);
        Scope.demand(caller, Action.RECORD, id, subject == null ? List.of() : subject.paths());
        if (subject == null) {
            throw Problem.notFound("There is no subject " + id + ".");
        }
        Uploads.Limits one = new Uploads.Limits(store.limits().fileBytes(), 1);
        try (Form form = Uploads.receive(context, store.incoming(), one)) {
            Upload file = form.upload(FILE)
                    .orElseThrow(() -> Problem.invalid("/" + FILE, "Send one file in the form's field " + FILE + "."));
            switch (store.keep(subject.key(), caller.name(), file)) {
                case Kept.As kept -> {
                    context.response().putHeader("Location", kept.evidence().url());
                    Json.send(context, 201, Shown.of(kept.evidence()));
                }
                case Kept.Not not -> throw refusal(not);
            }
        }
    }

    private Problem refusal(Kept.Not not) {
        String limit = switch (not.why()) {
            case TOO_LARGE -> " (" + store.limits().fileMegabytes() + " MB at most)";
            case PERSON_FULL -> " (" + store.limits().personMegabytes() + " MB at most)";
            default -> "";
        };
        String detail = not.name() + ": " + not.why().sentence() + limit + ".";
        PointerError error = new PointerError("/" + FILE, detail);
        return not.why().large()
                ? new Problem(413, "Too large", detail, List.of(error))
                : Problem.invalid(List.of(error));
    }

    private void get(RoutingContext context) {
        Evidence evidence = readable(context);
        String tag = "\"" + evidence.place() + "\"";
        MultiMap headers = context.response().headers();
        headers.set("ETag", tag);
        headers.set("Cache-Control", "private, no-cache");
        headers.set("Content-Security-Policy", evidence.type() == MediaType.PDF ? DOCUMENT_POLICY : POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Disposition", FileName.disposition("inline", evidence.name()));
        if (tag.equals(context.request().getHeader("If-None-Match"))) {
            context.response().setStatusCode(304).end();
            return;
        }
        headers.set("Content-Type", evidence.type().slug());
        headers.set("Content-Encoding", "identity");
        send(context, evidence);
    }

    /** Opened piece by piece, as fast as whoever asked takes it. */
    private void send(RoutingContext context, Evidence evidence) {
        ResponseStream stream = new ResponseStream(context.response());
        try {
            store.write(evidence, stream);
            stream.end();
        } catch (IOException | Unreadable failure) {
            stream.abandon();
            if (!context.response().headWritten()) {
                context.fail(failure);
            }
        }
    }

    private void delete(RoutingContext context) {
        Evidence evidence = readable(context);
        if (!evidence.uploadedBy().equals(Caller.of(context).name())) {
            throw Problem.forbidden("Only who sent a file may take it back.");
        }
        if (evidence.fact() != null || !store.deleteLoose(evidence)) {
            throw Problem.conflict("The file proves an activity already; withdraw the activity instead.");
        }
        context.response().setStatusCode(204).end();
    }

    /** What somebody may not see is not there for him. */
    private Evidence readable(RoutingContext context) {
        Caller caller = Caller.of(context);
        return id(Objects.requireNonNull(context.pathParam("id")))
                .flatMap(store::find)
                .filter(evidence -> subjects
                        .places(store.owner(evidence).stream().toList())
                        .values()
                        .stream()
                        .anyMatch(owner -> Scope.may(caller, Action.READ, owner.id(), owner.paths())))
                .orElseThrow(() -> Problem.notFound("There is no evidence of this id that you may see."));
    }

    private static Optional<UUID> id(String text) {
        return Evidence.named("/api/v1/evidence/" + text);
    }
}
