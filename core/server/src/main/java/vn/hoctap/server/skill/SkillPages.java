package vn.hoctap.server.skill;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Status;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.course.SkillNames;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.Greeting;
import vn.hoctap.server.learner.Person;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Subjects;

/** The profile of digital skills: one's own, and that of a person for those who may read him. */
public final class SkillPages {
    private static final String SKILLS = "/skills";

    private final Pages pages;
    private final Subjects subjects;
    private final OrgUnits units;
    private final Profiles profiles;
    private final Courses courses;

    public SkillPages(Pages pages, Subjects subjects, OrgUnits units, Profiles profiles, Courses courses) {
        this.pages = pages;
        this.subjects = subjects;
        this.units = units;
        this.profiles = profiles;
        this.courses = courses;
    }

    public void mount(Router router) {
        pages.get(router, Person.ME + SKILLS, context -> show(context, Person.me(subjects, context)));
        pages.get(router, Person.OTHERS + "/:id" + SKILLS, context -> show(context, Person.other(subjects, context)));
    }

    private void show(RoutingContext context, Person person) {
        Words words = pages.words(context);
        boolean own = person.base().equals(Person.ME);
        LocalDate today = LocalDate.now(Words.ZONE);
        String name = person.subject().name();
        String who = own
                ? Greeting.to(words, name, person.subject().history().birthDate(), today)
                        .who()
                : name;
        SkillsView view = view(
                words,
                who,
                person,
                words.get(own ? "skill.back" : "skill.back.person", name),
                profiles.of(person.subject().key()));
        pages.show(context, "skill/skills", words.get("skill.title"), view);
    }

    private SkillsView view(Words words, String who, Person person, String back, Optional<Profile> profile) {
        String kicker =
                person.kicker(words, units.tree(), LocalDate.now(Words.ZONE).getYear());
        return profile.map(found -> {
                    SkillViews views = new SkillViews(words, found, courses::find);
                    return new SkillsView(
                            person.base(),
                            back,
                            kicker,
                            views.heading(who),
                            views.sentence(),
                            views.bands(),
                            views.nearest().orElse(null),
                            views.areas(),
                            sources(words));
                })
                .orElseGet(() -> new SkillsView(
                        person.base(),
                        back,
                        kicker,
                        words.get("skill.title"),
                        words.get("skill.absent"),
                        List.of(),
                        null,
                        List.of(),
                        List.of()));
    }

    private List<String> sources(Words words) {
        List<String> sources = new ArrayList<>();
        for (SkillFramework framework : profiles.skills().frameworks()) {
            sources.add(words.get(
                    "skill.source",
                    SkillNames.in(words, framework.name()),
                    framework.source(),
                    status(words, framework.status())));
            Optional.ofNullable(framework.crosswalk())
                    .ifPresent(crosswalk -> sources.add(words.get(
                            "skill.crosswalk",
                            framework.id(),
                            crosswalk.framework(),
                            crosswalk.source(),
                            status(words, crosswalk.status()))));
        }
        return sources;
    }

    private static String status(Words words, Status status) {
        return words.get("skill.status." + status.name().toLowerCase(Locale.ROOT));
    }
}
