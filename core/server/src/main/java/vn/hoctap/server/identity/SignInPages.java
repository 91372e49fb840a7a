package vn.hoctap.server.identity;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.WelcomeView.Card;

/** The first page: what this is, and in demo mode as whom one may look around. Who has signed in goes to his own page. */
public final class SignInPages {
    private final Pages pages;
    private final boolean demo;
    private final boolean open;
    private final Function<String, Optional<String>> names;
    private final Function<String, Optional<String>> units;

    /**
     * @param open people sign in here with a browser
     * @param names of subjects by their ids
     * @param units the names of organisational units by their ids
     */
    public SignInPages(
            Pages pages,
            boolean demo,
            boolean open,
            Function<String, Optional<String>> names,
            Function<String, Optional<String>> units) {
        this.pages = pages;
        this.demo = demo;
        this.open = open;
        this.names = names;
        this.units = units;
    }

    public void mount(Router router) {
        pages.get(router, "/", this::welcome);
    }

    private void welcome(RoutingContext context) {
        Optional<Caller> caller = Caller.find(context);
        String to = Attempt.to(
                        Optional.ofNullable(context.queryParams().get("to")).orElse("/"))
                .to();
        if (caller.isPresent()) {
            Pages.redirect(context, to.equals("/") ? Visitors.home(caller.get()) : to);
            return;
        }
        Words words = pages.words(context);
        List<Card> cards = demo
                ? Stream.of(Persona.values())
                        .map(persona -> card(persona, words))
                        .toList()
                : List.of();
        pages.show(
                context,
                "identity/welcome",
                words.get("welcome.title"),
                new WelcomeView(cards, open ? Attempt.link(to) : null, to));
    }

    private Card card(Persona persona, Words words) {
        String role = words.get("role." + persona.slug());
        Optional<String> name = persona.subject().flatMap(names);
        String unit = persona.unit()
                .map(id -> units.apply(id).orElse(id))
                .orElseGet(() -> persona.role() == Role.LEARNER ? role : words.get("role.everywhere"));
        return new Card(persona.slug(), name.orElse(role), unit);
    }
}
