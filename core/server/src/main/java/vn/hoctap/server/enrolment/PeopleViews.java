package vn.hoctap.server.enrolment;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.course.CourseFormPages;
import vn.hoctap.server.course.CourseWords;
import vn.hoctap.server.course.Session;
import vn.hoctap.server.enrolment.PeoplePages.Place;
import vn.hoctap.server.enrolment.PeopleView.Candidate;
import vn.hoctap.server.enrolment.PeopleView.Participant;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectQuery;
import vn.hoctap.server.title.WonView;

/** Puts those who take part in a course into words. */
final class PeopleViews {
    private static final int SHOWN = 50;
    private static final int CANDIDATES = 8;

    private final Teaching teaching;

    PeopleViews(Teaching teaching) {
        this.teaching = teaching;
    }

    /**
     * What the address of the page asks for.
     *
     * @param search what was opened of it
     */
    record Asked(
            String search,
            Optional<String> after,
            boolean all,
            @Nullable String said,
            String count,
            List<String> won) {
        static Asked of(MultiMap query, String search) {
            return new Asked(
                    search,
                    Optional.ofNullable(query.get("after")),
                    query.contains("all"),
                    query.get("said"),
                    Objects.requireNonNullElse(query.get("n"), ""),
                    query.getAll("won"));
        }
    }

    PeopleView of(Words words, Place place, Asked asked, PeopleForm form, @Nullable String wrong) {
        List<Enrolment> found = teaching.enrolments()
                .list(new EnrolmentQuery(
                        Scope.reach(place.caller(), Action.READ),
                        Optional.empty(),
                        Optional.of(place.course().code()),
                        place.session().map(Session::id),
                        Optional.empty(),
                        asked.after(),
                        SHOWN + 1));
        List<Enrolment> shown = found.subList(0, Math.min(SHOWN, found.size()));
        boolean more = found.size() > SHOWN || asked.after().isPresent();
        String said = "people.said." + asked.said();
        return new PeopleView(
                CourseFormPages.href(place.course().code()),
                PeoplePages.href(place.course().code(), Optional.empty()),
                place.session().map(Session::id).orElse(""),
                kicker(words, place),
                place.course().title(),
                all(place, asked),
                more ? words.get("people.some", shown.size()) : words.get("people.found", shown.size()),
                shown.stream()
                        .map(enrolment -> participant(words, place, enrolment, ticked(asked, form, enrolment)))
                        .toList(),
                form,
                words.has(said) ? words.get(said, asked.count()) : null,
                wrong,
                won(words, place.caller(), asked.won()),
                asked.search(),
                candidates(words, place, asked.search(), shown),
                found.size() > SHOWN ? address(place, shown.getLast().id()) : null,
                asked.after().isPresent()
                        ? PeoplePages.href(
                                place.course().code(), place.session().map(Session::id))
                        : null);
    }

    private static String address(Place place, String after) {
        return and(
                PeoplePages.href(place.course().code(), place.session().map(Session::id)), "after=" + encoded(after));
    }

    /** This page with everybody ticked. */
    private static String all(Place place, Asked asked) {
        String here = asked.after()
                .map(after -> address(place, after))
                .orElseGet(() ->
                        PeoplePages.href(place.course().code(), place.session().map(Session::id)));
        return and(here, "all=1");
    }

    private static String and(String href, String more) {
        return href + (href.contains("?") ? "&" : "?") + more;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String kicker(Words words, Place place) {
        CourseWords said = teaching.words(words);
        return place.session()
                .map(session -> Stream.of(
                                Optional.of(said.when(session)),
                                Optional.ofNullable(session.place()),
                                Optional.of(said.seats(session)))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" · ")))
                .orElseGet(() -> said.detail(place.course()));
    }

    /** Asked for without a script, all who can still complete it are ticked. */
    private static boolean ticked(Asked asked, PeopleForm form, Enrolment enrolment) {
        return form.ids().contains(enrolment.id())
                || (asked.all() && enrolment.state().open());
    }

    private Participant participant(Words words, Place place, Enrolment enrolment, boolean ticked) {
        Optional<Session> session = place.session().isPresent()
                ? Optional.empty()
                : Optional.ofNullable(enrolment.session()).flatMap(teaching.sessions()::find);
        String detail = Stream.of(
                        Optional.of(enrolment.subject()),
                        Optional.of(words.get("people.enrolled", enrolment.enrolledAt())),
                        session.map(teaching.words(words)::when),
                        Optional.ofNullable(enrolment.completedAt())
                                .map(at -> words.get(
                                        enrolment.elsewhere() ? "people.completed.elsewhere" : "people.completed", at)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
        return new Participant(
                enrolment.id(),
                enrolment.name(),
                Person.OTHERS + "/" + encoded(enrolment.subject()),
                detail,
                new EnrolmentWords(words).state(enrolment.state()),
                EnrolmentWords.tone(enrolment.state()),
                enrolment.state().open() ? words.get("enrolment.progress", enrolment.progress()) : "",
                enrolment.state().open() || enrolment.state() == State.NOT_PASSED,
                enrolment.state() == State.COMPLETED && !enrolment.elsewhere(),
                ticked);
    }

    /** Only titles of people whom the reader may see. */
    private List<WonView> won(Words words, Caller caller, List<String> serials) {
        return serials.stream()
                .flatMap(serial -> teaching.records().title(serial).stream())
                .filter(title -> teaching.subjects().places(List.of(title.subject())).values().stream()
                        .anyMatch(p -> Scope.may(caller, Action.READ, title.subject(), p.paths())))
                .flatMap(title -> teaching.subjects().find(title.subject()).stream()
                        .map(subject -> teaching.records().titleViews(words).won(title, subject.name(), false)))
                .toList();
    }

    private List<Candidate> candidates(Words words, Place place, String search, List<Enrolment> shown) {
        if (search.isEmpty()) {
            return List.of();
        }
        List<String> there = shown.stream()
                .filter(enrolment -> enrolment.state() != State.CANCELLED)
                .map(Enrolment::subject)
                .toList();
        return teaching
                .subjects()
                .list(
                        Scope.reach(place.caller(), Action.ENROL),
                        SubjectQuery.all(CANDIDATES).text(search).kind("citizen"))
                .stream()
                .filter(subject -> !there.contains(subject.id()))
                .map(subject -> new Candidate(subject.id(), subject.name(), described(words, subject)))
                .toList();
    }

    private String described(Words words, Subject subject) {
        LocalDate today = teaching.subjects().today();
        return Stream.concat(
                        Stream.of(subject.id()),
                        Stream.concat(
                                subject.group(today).stream().map(group -> words.orElse("group." + group, group)),
                                Places.names(teaching.tree().get(), subject, today).stream()))
                .collect(Collectors.joining(" · "));
    }
}
