package vn.hoctap.server.plugin.trust;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.plugin.trust.TrustedPublishers.Listed;

/** Whose code an administrator trusts. */
public final class PublisherApi {
    private final TrustedPublishers publishers;
    private final Consumer<Publisher> distrusted;

    /** @param distrusted told of one that is trusted no more */
    public PublisherApi(TrustedPublishers publishers, Consumer<Publisher> distrusted) {
        this.publishers = publishers;
        this.distrusted = distrusted;
    }

    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listPublishers", this::list,
                "trustPublisher", this::trust,
                "distrustPublisher", this::distrust);
    }

    private void list(RoutingContext context) {
        Scope.demandSomewhere(Caller.of(context), Action.READ_PLUGINS);
        Json.send(
                context,
                200,
                Map.of(
                        "items",
                        publishers.listed().stream().map(PublisherApi::shown).toList()));
    }

    private void trust(RoutingContext context) {
        Caller caller = demand(context);
        Publisher publisher = read(Json.body(context).path("certificate").asText());
        publishers.add(publisher, caller.name());
        Json.send(context, 200, shown(new Listed(publisher, caller.name(), null)));
    }

    /**
     * @param text in PEM form, or only what stands between its first and last line
     * @throws Problem 400 when it is no certificate, or more than one
     */
    static Publisher read(String text) {
        try {
            List<Publisher> found = Certificates.of(
                    text.contains("-----")
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : Base64.getMimeDecoder().decode(text));
            if (found.size() == 1) {
                return found.getFirst();
            }
        } catch (CertificateException | IllegalArgumentException unreadable) {
            // Said below, in the same words.
        }
        throw Problem.invalid("/certificate", "Send one certificate, from -----BEGIN CERTIFICATE----- to the end.");
    }

    private void distrust(RoutingContext context) {
        Caller caller = demand(context);
        String fingerprint = String.valueOf(context.pathParam("fingerprint"));
        publishers.remove(fingerprint, caller.name()).ifPresent(distrusted);
        if (publishers.all().stream().anyMatch(one -> one.fingerprint().equals(fingerprint))) {
            throw Problem.conflict(
                    "The settings name this publisher (plugins.publishers); take the certificate out there.");
        }
        context.response().setStatusCode(204).end();
    }

    private static Caller demand(RoutingContext context) {
        Caller caller = Caller.of(context);
        if (!Scope.mayEverywhere(caller, Action.RUN_CODE)) {
            throw Problem.forbidden("Only an administrator of everything says whose code may run.");
        }
        return caller;
    }

    private static Map<String, @Nullable Object> shown(Listed listed) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("fingerprint", listed.publisher().fingerprint());
        shown.put("name", listed.publisher().name());
        shown.put("validFrom", listed.publisher().certificate().getNotBefore().toInstant());
        shown.put("validUntil", listed.publisher().certificate().getNotAfter().toInstant());
        shown.put("from", listed.by() == null ? "settings" : "administrator");
        return shown;
    }
}
