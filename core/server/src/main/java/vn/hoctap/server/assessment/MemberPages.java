package vn.hoctap.server.assessment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.assessment.MembersView.Adding;
import vn.hoctap.server.assessment.MembersView.Candidate;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.identity.Searches;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.member.Member;
import vn.hoctap.server.member.MemberApi;
import vn.hoctap.server.member.MemberQuery;
import vn.hoctap.server.member.Members;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.MembershipApi;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.SubjectQuery;
import vn.hoctap.server.subject.Subjects;

/** Who belongs to a family, clan, community or unit, page by page; and putting members in and out. */
public final class MemberPages {
    private static final String HERE = Person.OTHERS + "/:id/members";
    private static final int SHOWN = 30;
    private static final int CANDIDATES = 8;

    /** What the program says for itself, in the words of people: by where the fault is. */
    private static final List<String> FAULTS = List.of("/member", "/collective", "/from", "/to");

    private final Pages pages;
    private final Subjects subjects;
    private final OrgUnits units;
    private final Members members;
    private final MembershipApi memberships;
    private final Records records;
    private final Searches searches;

    public MemberPages(
            Pages pages,
            Subjects subjects,
            OrgUnits units,
            Members members,
            MembershipApi memberships,
            Records records,
            Searches searches) {
        this.pages = pages;
        this.subjects = subjects;
        this.units = units;
        this.members = members;
        this.memberships = memberships;
        this.records = records;
        this.searches = searches;
    }

    public void mount(Router router) {
        pages.get(router, HERE, context -> show(context, 200, null));
        pages.post(router, HERE, this::add);
        pages.post(router, HERE + "/end", this::end);
        pages.post(router, HERE + "/search", this::search);
    }

    private void search(RoutingContext context) {
        Person collective = Person.other(subjects, context);
        String found = searches.parameter(collective.caller(), Searches.typed(context));
        Pages.redirect(context, address(collective) + (found.isEmpty() ? "" : "?" + found) + "#add");
    }

    private static String address(Person collective) {
        return collective.base() + "/members";
    }

    private void add(RoutingContext context) {
        MultiMap form = context.request().formAttributes();
        put(context, "added", body(form).put("from", CollectiveForm.text(form, "from")));
    }

    private void end(RoutingContext context) {
        MultiMap form = context.request().formAttributes();
        put(
                context,
                "ended",
                body(form).put("from", CollectiveForm.text(form, "from")).put("to", CollectiveForm.text(form, "to")));
    }

    private static ObjectNode body(MultiMap form) {
        return Json.mapper().createObjectNode().put("member", CollectiveForm.text(form, "member"));
    }

    /** As the API does it, with all that it checks. */
    private void put(RoutingContext context, String said, ObjectNode body) {
        Person collective = Person.other(subjects, context);
        Scope.demandSomewhere(collective.caller(), Action.EDIT);
        try {
            memberships.put(
                    memberships.read(body.put("collective", collective.id()), collective.caller()),
                    collective.caller());
            Pages.redirect(context, address(collective) + "?said=" + said);
        } catch (Problem refused) {
            if (refused.status() != 400 && refused.status() != 409) {
                throw refused;
            }
            show(context, refused.status(), wrong(pages.words(context), refused));
        }
    }

    private static String wrong(Words words, Problem refused) {
        return refused.errors().stream()
                .map(PointerError::pointer)
                .filter(FAULTS::contains)
                .findFirst()
                .map(pointer -> words.get("member.wrong." + refused.status() + "." + pointer.substring(1)))
                .orElseGet(() -> words.get("error.400.text"));
    }

    private void show(RoutingContext context, int status, @Nullable String wrong) {
        Person collective = Person.other(subjects, context);
        if (collective.subject().kind() == SubjectKind.CITIZEN) {
            throw Problem.notFound("Nobody belongs to a person.");
        }
        Words words = pages.words(context);
        MembersQuery asked = MembersQuery.of(context.queryParams(), collective.subject(), units.tree());
        Reach reach = MemberApi.reach(collective.caller(), collective.paths());
        LocalDate day = asked.day(subjects.today());
        MemberQuery query = MemberQuery.on(day, reach, SHOWN + 1)
                .of(asked.kind())
                .holding(asked.holding())
                .after(asked.after());
        List<Member> found = members.of(collective.subject(), query);
        List<Member> shown = found.subList(0, Math.min(SHOWN, found.size()));
        boolean editable = editable(collective);
        MemberViews views = new MemberViews(words, records.titleViews(words), editable);
        MembersView view = new MembersView(
                collective.base(),
                address(collective),
                words.get("year.kicker", Integer.toString(asked.cycle())) + " · "
                        + words.get("kind." + collective.subject().kind().slug()),
                words.get("member.title", collective.subject().name()),
                asked.kinds(words, address(collective)),
                asked.holdings(words, address(collective)),
                views.of(shown, open(collective.caller(), shown)),
                asked.plain() && found.size() <= SHOWN ? hidden(words, collective, day, shown) : null,
                said(words, context.queryParams().get("said")),
                wrong,
                editable ? adding(words, collective, searches.of(context), shown) : null,
                found.size() > SHOWN
                        ? asked.address(
                                address(collective), Optional.of(shown.getLast().id()))
                        : null,
                asked.after().isPresent() ? asked.address(address(collective), Optional.empty()) : null);
        Pages.under(context, CollectivesQuery.HERE);
        pages.show(context, status, "officer/members", view.title(), view);
    }

    /** Those of places follow from where people live and work. */
    private static boolean editable(Person collective) {
        return collective.subject().orgUnit() == null
                && Scope.may(collective.caller(), Action.EDIT, collective.id(), collective.paths());
    }

    /** The ids of those of whom the reader may see more than the name. */
    private Set<String> open(Caller caller, List<Member> shown) {
        return subjects.places(shown.stream().map(Member::id).toList()).values().stream()
                .filter(places -> Scope.may(caller, Action.READ, places.id(), places.paths()))
                .map(SubjectPlaces::id)
                .collect(Collectors.toSet());
    }

    private @Nullable String hidden(Words words, Person collective, LocalDate day, Collection<Member> shown) {
        long more =
                collective.subject().orgUnit() == null ? members.entered(collective.subject(), day) - shown.size() : 0;
        return more <= 0 ? null : words.get("member.hidden", more);
    }

    private static @Nullable String said(Words words, @Nullable String said) {
        return words.has("member.said." + said) ? words.get("member.said." + said) : null;
    }

    private Adding adding(Words words, Person collective, String search, List<Member> shown) {
        SubjectKind kind = collective.subject().kind();
        List<String> there = shown.stream().map(Member::id).toList();
        Stream<Subject> found = search.isEmpty()
                ? Stream.empty()
                : Stream.of(SubjectKind.CITIZEN, SubjectKind.FAMILY)
                        .filter(one -> one == SubjectKind.CITIZEN || kind != SubjectKind.FAMILY)
                        .flatMap(one -> candidates(collective, one, search).stream());
        return new Adding(
                words.get("member.add." + kind.slug()),
                search,
                subjects.today().toString(),
                found.filter(subject -> !there.contains(subject.id()))
                        .map(subject -> new Candidate(subject.id(), subject.name(), described(words, subject)))
                        .toList());
    }

    private List<Subject> candidates(Person collective, SubjectKind kind, String search) {
        return subjects.list(
                Scope.reach(collective.caller(), Action.EDIT),
                SubjectQuery.all(CANDIDATES).text(search).kind(kind.slug()));
    }

    private String described(Words words, Subject subject) {
        return Stream.concat(
                        Stream.of(words.get("kind." + subject.kind().slug()), subject.id()),
                        Places.names(units.tree(), subject, subjects.today()).stream())
                .collect(Collectors.joining(" · "));
    }
}
