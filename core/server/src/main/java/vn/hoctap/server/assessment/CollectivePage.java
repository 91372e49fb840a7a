package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.assessment.CollectiveView.Representative;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.http.Link;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Belongings;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.member.Member;
import vn.hoctap.server.member.MemberApi;
import vn.hoctap.server.member.MemberQuery;
import vn.hoctap.server.member.Members;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectChange;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/** What the page of a family, clan, community or unit has more than a person's: members, and who speaks for it. */
public final class CollectivePage {
    private static final String REPRESENTATIVE = "representative";
    private static final int FIRST = 8;
    private static final int CHOICE = 60;

    private final Pages pages;
    private final Subjects subjects;
    private final OrgUnits units;
    private final Members members;
    private final Records records;
    private final Belongings belongings;
    private final Consequences consequences;

    public CollectivePage(
            Pages pages,
            Subjects subjects,
            OrgUnits units,
            Members members,
            Records records,
            Belongings belongings,
            Consequences consequences) {
        this.pages = pages;
        this.subjects = subjects;
        this.units = units;
        this.members = members;
        this.records = records;
        this.belongings = belongings;
        this.consequences = consequences;
    }

    void mount(Router router) {
        pages.post(router, Person.OTHERS + "/:id/representative", this::appoint);
    }

    /** From today on; nobody, where no code is sent. */
    private void appoint(RoutingContext context) {
        Person collective = Person.other(subjects, context);
        Scope.demand(collective.caller(), Action.EDIT, collective.id(), collective.paths());
        MultiMap form = context.request().formAttributes();
        String id = CollectiveForm.text(form, "person");
        if (collective.subject().kind() == SubjectKind.CITIZEN
                || (!id.isEmpty() && visible(collective, id).isEmpty())) {
            Pages.redirect(context, collective.base() + "?said=nobody#representative");
            return;
        }
        SubjectChange change = SubjectChange.from(subjects.today()).with(REPRESENTATIVE, id.isEmpty() ? null : id);
        subjects.change(collective.id(), change, collective.caller().name());
        consequences.judge(List.of(collective.id()), collective.caller().name());
        Pages.redirect(context, collective.base() + "?said=appointed#representative");
    }

    /** The person, when the reader may see him. */
    private Optional<Subject> visible(Person collective, String id) {
        return subjects.places(List.of(id)).values().stream()
                .filter(places -> places.kind() == SubjectKind.CITIZEN)
                .filter(places -> Scope.may(collective.caller(), Action.READ, id, places.paths()))
                .findFirst()
                .flatMap(places -> subjects.find(id));
    }

    /** @param standing what is the same for people */
    CollectiveView of(Words words, Person collective, PersonView standing, int cycle) {
        Subject subject = collective.subject();
        LocalDate day = new MembersQuery(cycle, List.of(), Optional.empty(), Optional.empty(), Optional.empty())
                .day(subjects.today());
        Reach reach = MemberApi.reach(collective.caller(), collective.paths());
        boolean place = subject.orgUnit() != null;
        List<Member> all = place ? List.of() : members.of(subject, MemberQuery.on(day, reach, CHOICE));
        List<Member> shown = all.subList(0, Math.min(FIRST, all.size()));
        MemberViews views = new MemberViews(words, records.titleViews(words), false);
        long hidden = place || all.size() == CHOICE ? 0 : members.entered(subject, day) - all.size();
        return new CollectiveView(
                standing,
                back(words, collective),
                collective.rights().own(),
                place || all.isEmpty() ? words.get("member.heading") : words.get("member.count", all.size() + hidden),
                !place && all.isEmpty() && hidden <= 0,
                views.of(shown, open(collective, shown)),
                hidden > 0 ? words.get("member.hidden", hidden) : null,
                more(words, collective, cycle),
                CollectiveChangePages.changeable(collective) ? CollectiveChangePages.address(collective) : null,
                representative(collective, all),
                belongings.of(words, records.titleViews(words), collective, cycle));
    }

    private Set<String> open(Person collective, List<Member> shown) {
        return subjects.places(shown.stream().map(Member::id).toList()).values().stream()
                .filter(places -> Scope.may(collective.caller(), Action.READ, places.id(), places.paths()))
                .map(SubjectPlaces::id)
                .collect(Collectors.toSet());
    }

    private static Link back(Words words, Person collective) {
        return Scope.maySomewhere(collective.caller(), Action.READ)
                ? new Link(CollectivesQuery.address(collective.subject().kind()), words.get("person.back"))
                : new Link(Person.ME, words.get("skill.back"));
    }

    private List<Link> more(Words words, Person collective, int cycle) {
        MultiMap asked = MultiMap.caseInsensitiveMultiMap().set("cycle", Integer.toString(cycle));
        MembersQuery query = MembersQuery.of(asked, collective.subject(), units.tree());
        String base = collective.base() + "/members";
        return collective.subject().orgUnit() == null
                ? List.of(new Link(query.address(base, Optional.empty()), words.get("member.all")))
                : query.offered().stream()
                        .map(kind -> new Link(
                                query.of(kind).address(base, Optional.empty()), words.get("member.all." + kind.slug())))
                        .toList();
    }

    private @Nullable Representative representative(Person collective, List<Member> all) {
        boolean editable = Scope.may(collective.caller(), Action.EDIT, collective.id(), collective.paths());
        String id = Objects.toString(
                collective.subject().attributes(subjects.today()).get(REPRESENTATIVE), "");
        if (id.isEmpty() && !editable) {
            return null;
        }
        Optional<Subject> person = id.isEmpty() ? Optional.empty() : visible(collective, id);
        return new Representative(
                person.map(Subject::name).orElse(null),
                person.map(known -> OfficerPages.href(known.id())).orElse(null),
                id,
                editable,
                options(all, id, person));
    }

    /** Among them whoever speaks now, that saving does not end it unseen; none where no member is known. */
    private static List<Option> options(List<Member> all, String id, Optional<Subject> person) {
        List<Option> options = all.stream()
                .filter(member -> member.kind() == SubjectKind.CITIZEN)
                .map(member -> new Option(
                        member.id(),
                        member.name() + " · " + member.id(),
                        member.id().equals(id)))
                .toList();
        if (id.isEmpty() || options.isEmpty() || options.stream().anyMatch(Option::chosen)) {
            return options;
        }
        String label = person.map(known -> known.name() + " · " + id).orElse(id);
        return Stream.concat(Stream.of(new Option(id, label, true)), options.stream())
                .toList();
    }

    /** Kind, year and place. */
    String kicker(Words words, Person collective, int cycle) {
        return Stream.of(
                        words.get("year.kicker", Integer.toString(cycle)),
                        collective.subject().orgUnit() == null
                                ? words.get(
                                        "kind." + collective.subject().kind().slug())
                                : "",
                        CollectiveRows.place(words, units.tree(), collective.subject()),
                        CollectiveRows.code(collective.subject()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
