package vn.hoctap.server.learner;

import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.LoggedView.Move;
import vn.hoctap.server.title.WonView;

/** What an activity moved: points before and after, and the title if it earned one. */
public final class LoggedPage {
    private final Pages pages;
    private final Records records;
    private final Proofs proofs;

    public LoggedPage(Pages pages, Records records, Proofs proofs) {
        this.pages = pages;
        this.records = records;
        this.proofs = proofs;
    }

    void show(RoutingContext context, Person person) {
        String id = Objects.requireNonNullElse(context.queryParams().get("id"), "");
        Activity activity = records.diary()
                .find(person.subject().key(), id)
                .orElseThrow(() -> Problem.notFound("There is no such activity."));
        Words words = pages.words(context);
        List<Judgement> after = records.judgements(person.id(), activity.year());
        List<Judgement> before = records.without(person.id(), activity.year(), id);
        boolean own = person.himself();
        String name = person.subject().name();
        LoggedView view = new LoggedView(
                person.base(),
                own || activity.year() == Cycles.now() ? person.base() : person.base() + "?cycle=" + activity.year(),
                own ? words.get("logged.back") : words.get("logged.back.other", name),
                words.get("year.kicker", Integer.toString(activity.year())),
                sentence(words, before, after),
                activity.title(),
                ActivityViews.detail(words, activity),
                ActivityViews.href(person.base(), activity),
                proofs.of(words, person.subject().key(), List.of(id)).getOrDefault(id, List.of()),
                moves(words, before, after),
                words.get("logged.unmoved"),
                note(words, activity),
                won(words, person, context.queryParams().get("won")));
        pages.show(context, "learner/logged", words.get("logged.page"), view);
    }

    private static String sentence(Words words, List<Judgement> before, List<Judgement> after) {
        Optional<Rational> total =
                after.stream().findFirst().map(j -> j.decision().total());
        Rational earlier =
                before.stream().findFirst().map(j -> j.decision().total()).orElse(Rational.ZERO);
        return total.filter(now -> now.compareTo(earlier) > 0)
                .map(now -> words.get("logged.moved", now.minus(earlier), now))
                .orElseGet(() -> words.get("logged.still"));
    }

    private static List<Move> moves(Words words, List<Judgement> before, List<Judgement> after) {
        List<Move> moves = new ArrayList<>();
        for (Judgement now : after) {
            Map<String, IndicatorResult> then = before.stream()
                    .filter(judgement -> judgement.set().id().equals(now.set().id()))
                    .flatMap(judgement -> judgement.decision().indicators().stream())
                    .collect(Collectors.toMap(IndicatorResult::id, Function.identity()));
            for (IndicatorResult result : now.decision().indicators()) {
                move(words, now, then.get(result.id()), result).ifPresent(moves::add);
            }
        }
        return moves;
    }

    private static Optional<Move> move(
            Words words, Judgement judgement, @Nullable IndicatorResult before, IndicatorResult after) {
        Rational earlier = before == null ? Rational.ZERO : before.points();
        if (earlier.equals(after.points())) {
            return Optional.empty();
        }
        return judgement
                .set()
                .indicator(after.id())
                .map(indicator -> new Move(
                        words.in(indicator.name()),
                        words.number(earlier),
                        words.number(after.points()),
                        Double.toString(StandingViews.share(after.points(), after.max()))));
    }

    private static @Nullable String note(Words words, Activity activity) {
        if (activity.year() != LocalDate.now(Words.ZONE).getYear()) {
            return words.get("logged.late", Integer.toString(activity.year()));
        }
        return activity.state() == Activity.State.WAITING ? words.get("logged.waiting") : null;
    }

    private @Nullable WonView won(Words words, Person person, @Nullable String serial) {
        boolean own = person.himself();
        String name = person.subject().name();
        String who = own
                ? Greeting.to(words, name, person.subject().history().birthDate(), LocalDate.now(Words.ZONE))
                        .who()
                : name;
        return Optional.ofNullable(serial)
                .flatMap(records::title)
                .filter(title -> title.subject().equals(person.id()))
                .map(title -> records.titleViews(words).won(title, who, own))
                .orElse(null);
    }
}
