package vn.hoctap.server.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.exchange.ExportQueries.Lines;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Identity;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectQuery;
import vn.hoctap.server.subject.Subjects;

/**
 * Writes what a caller may see, as it stands today, in the columns of the imports. Memory holds a page however long the
 * table is. Safe for use from any thread.
 */
public record Exports(Sql sql, Subjects subjects, OrgUnits units, Courses courses) {
    private static final int PAGE = 500;

    void write(ExportKind kind, Format format, Caller caller, OutputStream out) throws IOException {
        Audit.write(sql, Act.of(caller.name(), Deed.EXPORTED).on(kind.slug()).noting(format.slug()));
        try (TableWriter writer = TableWriter.of(format, out, kind.columns())) {
            lines(kind, Scope.reach(caller, Action.READ), writer::row);
        }
    }

    /**
     * The same by the kind's name.
     *
     * @throws IllegalArgumentException when there is no such kind
     */
    public void write(String kind, Format format, Caller caller, OutputStream out) throws IOException {
        write(
                ExportKind.of(kind).orElseThrow(() -> new IllegalArgumentException("no kind " + kind)),
                format,
                caller,
                out);
    }

    private void lines(ExportKind kind, Reach reach, Lines lines) throws IOException {
        ExportQueries queries =
                new ExportQueries(sql, subjects.names(), Within.of(reach, units.tree(), subjects.today()));
        switch (kind) {
            case ROSTER -> roster(reach, lines);
            case COURSES -> courses(lines);
            case ACTIVITIES -> queries.activities(lines);
            case ORG_UNITS -> units(lines);
            case MEMBERSHIPS -> queries.memberships(lines);
            case ASSESSMENTS -> queries.assessments(lines);
            case TITLES -> queries.titles(lines);
        }
    }

    /** Communities and working units come with their organisational units. */
    private void roster(Reach reach, Lines lines) throws IOException {
        List<Subject> page = subjects.list(reach, SubjectQuery.all(PAGE));
        while (!page.isEmpty()) {
            for (Subject subject : page) {
                if (subject.orgUnit() == null) {
                    lines.write(cells(subject));
                }
            }
            page = subjects.list(
                    reach, SubjectQuery.all(PAGE).after(page.getLast().id()));
        }
    }

    private List<@Nullable Object> cells(Subject subject) {
        var today = subjects.today();
        Optional<Identity.Account> account = first(subject, Identity.Account.class);
        return ExportQueries.cells(
                subject.id(),
                subject.kind().slug(),
                subject.name(),
                subject.history().birthDate(),
                subject.group(today).orElse(null),
                subject.residence(today).orElse(null),
                String.join("|", subject.workplaces(today)),
                subject.attributes(today).get("region") instanceof String region ? region : null,
                null,
                account.map(Identity.Account::homePage).orElse(null),
                account.map(Identity.Account::name).orElse(null),
                first(subject, Identity.Mbox.class).map(Identity.Mbox::address).orElse(null));
    }

    private static <T extends Identity> Optional<T> first(Subject subject, Class<T> type) {
        return subject.identities().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private void courses(Lines lines) throws IOException {
        for (Course course : courses.all()) {
            lines.write(ExportQueries.cells(
                    course.code(),
                    course.title(),
                    course.provider(),
                    course.hours() == null
                            ? null
                            : new BigDecimal(course.hours().toString()),
                    course.skills().stream()
                            .map(skill -> skill.framework() + ":" + skill.component() + ":" + skill.level())
                            .collect(Collectors.joining("|"))));
        }
    }

    private void units(Lines lines) throws IOException {
        OrgTree tree = units.tree();
        for (OrgUnit unit : tree.units()) {
            lines.write(ExportQueries.cells(
                    unit.id(),
                    unit.kind().slug(),
                    unit.name(),
                    unit.parent(),
                    unit.from(),
                    unit.to(),
                    unit.successors().isEmpty() ? null : String.join("|", unit.successors()),
                    unit.parent() == null ? null : tree.parentSince(unit.id()).orElse(null)));
        }
    }
}
