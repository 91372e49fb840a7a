package vn.hoctap.server.identity.realm;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.identity.realm.Finding.State;

/** Whether people can sign in, and if not, which setting is wrong: for those who look after the whole. */
public final class SsoPages {
    static final String HERE = "/admin/sso";

    private final Pages pages;
    private final Optional<Wish> realm;
    private final InstantSource clock;

    /** @param realm empty: the demo, which has none */
    public SsoPages(Pages pages, Optional<Wish> realm, InstantSource clock) {
        this.pages = pages;
        this.realm = realm;
        this.clock = clock;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::show);
    }

    /** Asks Keycloak anew each time. */
    private void show(RoutingContext context) {
        Scope.demandIn(Caller.of(context), Action.READ_SETTINGS, "/");
        Words words = pages.words(context);
        // It waits for Keycloak, and a page that waits here would hold up others.
        List<Finding> findings = realm.map(wish ->
                        Await.on(context.vertx().executeBlocking(() -> RealmCheck.run(wish, clock), false)))
                .orElse(List.of());
        pages.show(context, "identity/sso", words.get("sso.title"), view(words, findings));
    }

    private SsoView view(Words words, List<Finding> findings) {
        long wrong = findings.stream()
                .filter(finding -> finding.state() == State.WRONG)
                .count();
        String sentence = realm.isEmpty()
                ? words.get("sso.demo")
                : wrong == 0 ? words.get("sso.sentence.ok") : words.get("sso.sentence.wrong", wrong);
        return new SsoView(
                sentence,
                settings(words),
                findings.stream().map(finding -> point(words, finding)).toList());
    }

    private List<SsoView.Setting> settings(Words words) {
        return realm.map(wish -> List.of(
                        new SsoView.Setting("keycloak.issuer", wish.issuer()),
                        new SsoView.Setting("keycloak.clientId", wish.clientId()),
                        new SsoView.Setting("keycloak.audience", wish.audience()),
                        new SsoView.Setting(
                                "keycloak.secretFile",
                                wish.secretFile().map(Object::toString).orElseGet(() -> words.get("sso.unset"))),
                        new SsoView.Setting("http.publicUrl", wish.publicUrl())))
                .orElse(List.of());
    }

    private static SsoView.Point point(Words words, Finding finding) {
        @Nullable String fault = finding.state() == State.WRONG ? finding.text(words) : null;
        return new SsoView.Point(
                finding.title(words),
                words.get("sso.state." + finding.state().name()),
                switch (finding.state()) {
                    case OK -> Tone.OK;
                    case WRONG -> Tone.NO;
                    case UNKNOWN -> Tone.STILL;
                },
                fault,
                finding.remedy(words));
    }
}
