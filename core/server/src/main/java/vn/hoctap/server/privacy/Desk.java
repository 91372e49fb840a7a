package vn.hoctap.server.privacy;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.ResponseStream;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.privacy.DataRequest.Kind;
import vn.hoctap.server.privacy.DataRequest.State;
import vn.hoctap.server.secrecy.Unreadable;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** Where people ask and others answer, for the API and the pages: whoever may not is refused here. */
record Desk(
        Subjects subjects,
        DataRequests requests,
        PersonalData data,
        Erasure erasure,
        Consents consents,
        Retention retention) {
    private static final int LONGEST_REASON = 2_000;

    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** @throws Problem 403 when the caller may not do this for this person, or there is none */
    SubjectPlaces demand(Caller caller, Action action, String id) {
        SubjectPlaces places = subjects.places(List.of(id)).get(id);
        Scope.demand(caller, action, id, places == null ? List.of() : places.paths());
        if (places == null) {
            throw Problem.notFound("There is no subject " + id + ".");
        }
        return places;
    }

    Map<String, @Nullable Object> copy(Caller caller, String id) {
        demand(caller, Action.ASK_DATA, id);
        Subject subject = subjects.find(id).orElseThrow(() -> Problem.notFound("There is no subject " + id + "."));
        return data.handOut(subject, caller);
    }

    /** Sends the copy with the files, as fast as whoever asked takes it. */
    void send(RoutingContext context, String id) {
        Caller caller = Caller.of(context);
        demand(caller, Action.ASK_DATA, id);
        Subject subject = subjects.find(id).orElseThrow(() -> Problem.notFound("There is no subject " + id + "."));
        Archive archive = data.archive(subject, caller);
        context.response()
                .putHeader("Content-Type", "application/zip")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"hoctap.zip\"");
        ResponseStream out = new ResponseStream(context.response());
        try {
            archive.write(out);
            out.end();
        } catch (IOException | Unreadable failure) {
            out.abandon();
            if (!context.response().headWritten()) {
                context.fail(failure);
            }
        }
    }

    DataRequest ask(Caller caller, String id, Kind kind) {
        return requests.ask(demand(caller, Action.ASK_DATA, id), kind, caller);
    }

    DataRequest respond(Caller caller, Optional<UUID> id, boolean accepted, String reason) {
        DataRequest request = demand(caller, Action.HANDLE_DATA, id);
        if (accepted) {
            requests.accept(request, caller);
        } else if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.invalid("/reason", "Say why, in at most " + LONGEST_REASON + " characters.");
        } else {
            requests.refuse(request, reason.strip(), caller);
        }
        return again(request);
    }

    /** @throws Problem 409 when nobody has accepted an erasure yet, or the request is over */
    DataRequest complete(Caller caller, Optional<UUID> id) {
        DataRequest request = demand(caller, Action.HANDLE_DATA, id);
        if (request.kind() == Kind.ERASURE) {
            if (request.state() != State.ACCEPTED) {
                throw Problem.conflict("Accept the request first: what is erased never comes back.");
            }
            erasure.erase(request, caller);
        } else {
            requests.complete(request, caller);
        }
        return again(request);
    }

    DataRequest cancel(Caller caller, Optional<UUID> id) {
        DataRequest request = demand(caller, Action.ASK_DATA, id);
        requests.cancel(request, caller);
        return again(request);
    }

    private DataRequest again(DataRequest request) {
        return requests.find(request.id()).orElseThrow();
    }

    private DataRequest demand(Caller caller, Action action, Optional<UUID> id) {
        Scope.demandPossible(caller, action);
        return id.flatMap(requests::find)
                .filter(request -> {
                    SubjectPlaces places =
                            subjects.places(List.of(request.subject())).get(request.subject());
                    return Scope.may(caller, action, request.subject(), places == null ? List.of() : places.paths());
                })
                .orElseThrow(() -> Problem.notFound("There is no such request that you may deal with."));
    }

    void consent(Caller caller, String id, boolean given) {
        consents.showName(demand(caller, Action.CONSENT, id).key(), given, caller);
    }

    List<Retention.Due> retain(Caller caller, boolean dryRun) {
        Scope.demandIn(caller, Action.RETAIN, "/");
        return dryRun ? retention.dryRun() : retention.apply(caller);
    }
}
