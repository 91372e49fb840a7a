package vn.hoctap.server.learner;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.subject.Membership;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.TitleRecord;
import vn.hoctap.server.title.TitleState;
import vn.hoctap.server.title.TitleViews;
import vn.hoctap.server.title.Titles;

/**
 * The family, clan, village, commune and unit of somebody, and whether they hold a title. Safe for use from any thread.
 */
public final class Belongings {
    private final Sql sql;
    private final Subjects subjects;
    private final Titles titles;
    private final Supplier<OrgTree> tree;

    public Belongings(Sql sql, Subjects subjects, Titles titles, Supplier<OrgTree> tree) {
        this.sql = sql;
        this.subjects = subjects;
        this.titles = titles;
        this.tree = tree;
    }

    /** Those whose names the reader may know: his own, what everybody knows, and what is in his part of the tree. */
    public List<BelongingView> of(Words words, TitleViews views, Person person, int cycle) {
        LocalDate today = subjects.today();
        Set<String> ids = new LinkedHashSet<>(memberships(person.subject(), today));
        ids.addAll(places(person.subject(), today));
        if (person.rights().own()) {
            ids.addAll(spokenFor(person.id(), today));
        }
        Map<String, Subject> known = subjects.findAll(ids).stream()
                .filter(subject -> !subject.id().equals(person.id()))
                .collect(Collectors.toMap(Subject::id, Function.identity()));
        Map<String, SubjectPlaces> whose = subjects.places(known.keySet());
        Map<String, List<TitleRecord>> held = titles.of(known.keySet());
        List<BelongingView> shown = new ArrayList<>();
        for (Subject subject :
                ids.stream().map(known::get).filter(Objects::nonNull).toList()) {
            List<String> paths = Optional.ofNullable(whose.get(subject.id()))
                    .map(SubjectPlaces::paths)
                    .orElse(List.of());
            boolean open = Scope.may(person.caller(), Action.READ, subject.id(), paths);
            if (open || person.rights().own() || subject.orgUnit() != null) {
                shown.add(view(words, views, subject, held.getOrDefault(subject.id(), List.of()), cycle, open));
            }
        }
        return shown;
    }

    /** The collectives that he is entered in, and those that his family is in. */
    private List<String> memberships(Subject subject, LocalDate day) {
        List<String> own = collectives(subject.memberships(), day);
        return Stream.concat(
                        own.stream(),
                        subjects.findAll(own).stream()
                                .filter(collective -> collective.kind() == SubjectKind.FAMILY)
                                .flatMap(family -> collectives(family.memberships(), day).stream()))
                .toList();
    }

    private static List<String> collectives(Collection<Membership> memberships, LocalDate day) {
        return memberships.stream()
                .filter(membership -> membership.covers(day))
                .map(Membership::collective)
                .toList();
    }

    /** Village and commune; where he works. The community of a place has the id of the place. */
    private List<String> places(Subject subject, LocalDate day) {
        OrgTree now = tree.get();
        Stream<String> home = Stream.concat(
                        subject.residence(day).stream(), Optional.ofNullable(subject.orgUnit()).stream())
                .flatMap(unit -> now.chain(unit, day).stream())
                .filter(unit -> now.find(unit)
                        .filter(found -> found.kind() == OrgUnitKind.VILLAGE || found.kind() == OrgUnitKind.COMMUNE)
                        .isPresent());
        return Stream.concat(home, subject.workplaces(day).stream()).toList();
    }

    private List<String> spokenFor(String person, LocalDate day) {
        return sql.rows("""
                        select s.id from subject_attribute a join subject s on s.key = a.subject
                        where a.name = 'representative' and a.value #>> '{}' = $1 and a.valid_from <= $2
                            and not exists (select from subject_attribute l where l.subject = a.subject
                                and l.name = a.name and l.valid_from > a.valid_from and l.valid_from <= $2)
                        order by s.id limit 50""", person, day).stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    private BelongingView view(
            Words words, TitleViews views, Subject subject, List<TitleRecord> all, int cycle, boolean open) {
        @Nullable
        TitleRecord live = all.stream()
                .filter(title -> title.cycle() == cycle)
                .filter(title -> TitleState.valueOf(title.state()).live())
                .findFirst()
                .orElse(null);
        String kind = Optional.ofNullable(subject.orgUnit())
                .flatMap(tree.get()::find)
                .map(unit -> words.get("unit." + unit.kind().slug()))
                .orElseGet(() -> words.get("kind." + subject.kind().slug()));
        return new BelongingView(
                kind,
                subject.name(),
                open ? href(subject.id()) : null,
                live == null ? words.get("belonging.without") : views.state(live),
                live == null ? Tone.STILL : TitleViews.tone(TitleState.valueOf(live.state())),
                live == null ? null : views.name(live));
    }

    private static String href(String id) {
        return Person.OTHERS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
