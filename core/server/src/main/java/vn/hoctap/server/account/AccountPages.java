package vn.hoctap.server.account;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.account.AccountsView.Account;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.subject.Subjects;

/** The accounts of one person, for his officer: a code to hand out, and two accounts made one person's. */
final class AccountPages {
    private final Pages pages;
    private final Subjects subjects;
    private final Linking linking;
    private final Function<String, Optional<String>> names;

    /** @param names how somebody signs in, by the pseudonym of his account */
    AccountPages(Pages pages, Subjects subjects, Linking linking, Function<String, Optional<String>> names) {
        this.pages = pages;
        this.subjects = subjects;
        this.linking = linking;
        this.names = names;
    }

    public void mount(Router router) {
        String accounts = Person.OTHERS + "/:id/accounts";
        pages.get(router, accounts, context -> show(context, 200, null, null));
        pages.post(router, accounts + "/code", this::issue);
        pages.post(router, accounts + "/merge", this::merge);
        pages.post(router, accounts + "/unlink", this::unlink);
        new OwnAccountPages(pages, linking).mount(router);
    }

    /** The code is shown once, in the answer, and is in no address. */
    private void issue(RoutingContext context) {
        LinkCodes.Issued issued = linking.issue(Caller.of(context), id(context));
        show(context, 200, issued, null);
    }

    private void merge(RoutingContext context) {
        change(context, (account, reason) -> linking.merge(Caller.of(context), account, id(context), reason));
    }

    private void unlink(RoutingContext context) {
        change(context, (account, reason) -> linking.unlink(Caller.of(context), account, id(context), reason));
    }

    private interface Change {
        void make(String account, String reason);
    }

    private void change(RoutingContext context, Change change) {
        Words words = pages.words(context);
        MultiMap form = context.request().formAttributes();
        String account = Objects.requireNonNullElse(form.get("account"), "").strip();
        String reason = Objects.requireNonNullElse(form.get("reason"), "").strip();
        if (account.isEmpty() || reason.isEmpty() || reason.length() > AccountApi.REASON) {
            show(context, 400, null, words.get("account.wrong.reason"));
            return;
        }
        try {
            change.make(account, reason);
            Pages.redirect(context, person(context).base() + "/accounts?said=done");
        } catch (Problem refused) {
            String key = "account.wrong." + refused.status();
            if (!words.has(key)) {
                throw refused;
            }
            show(context, refused.status(), null, words.get(key));
        }
    }

    private void show(RoutingContext context, int status, LinkCodes.@Nullable Issued issued, @Nullable String wrong) {
        Person person = person(context);
        Words words = pages.words(context);
        AccountsView view = new AccountsView(
                person.base(),
                person.subject().name(),
                linking.of(person.caller(), person.id()).stream()
                        .map(link -> account(words, link))
                        .toList(),
                issued == null ? null : issued.code(),
                issued == null ? null : words.get("account.code.until", issued.expiresAt()),
                "done".equals(context.queryParams().get("said")) ? words.get("account.done") : null,
                wrong);
        if (issued != null) {
            context.response().putHeader("Cache-Control", "no-store");
        }
        pages.show(context, status, "officer/accounts", words.get("account.title"), view);
    }

    private Account account(Words words, Link link) {
        String way = words.get("account.way." + link.way().slug(), words.moment(link.linkedAt()));
        return new Account(
                link.account(),
                names.apply(link.account()).orElse(link.account()),
                link.linkedBy().equals(Act.HOCTAP)
                        ? way
                        : way + " · " + names.apply(link.linkedBy()).orElse(link.linkedBy()),
                link.way() != Link.Way.TOKEN);
    }

    private Person person(RoutingContext context) {
        return Person.other(subjects, context);
    }

    private static String id(RoutingContext context) {
        return Objects.requireNonNull(context.pathParam("id"));
    }
}
