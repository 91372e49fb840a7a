package vn.hoctap.server.exchange;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/** Exports over HTTP: what the caller may read, written as it is sent. */
public final class ExportApi {
    private final Exports exports;

    public ExportApi(Exports exports) {
        this.exports = exports;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("export", this::export);
    }

    private void export(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandPossible(caller, Action.READ);
        ExportKind kind = ExportKind.of(Objects.requireNonNull(context.pathParam("kind")))
                .orElseThrow(() -> Problem.notFound("There is no such export."));
        Format format = Optional.ofNullable(context.queryParams().get("format"))
                .flatMap(Format::of)
                .orElse(Format.CSV);
        Download.send(context, format, kind.slug(), out -> exports.write(kind, format, caller, out));
    }
}
