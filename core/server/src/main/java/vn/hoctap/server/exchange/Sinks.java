package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import vn.hoctap.server.assessment.AssessmentCheck;
import vn.hoctap.server.course.CourseEntries;
import vn.hoctap.server.exchange.SingleSink.Entry;
import vn.hoctap.server.exchange.Staging.Staged;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.ledger.ActivityCheck;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Trial;
import vn.hoctap.server.orgunit.OrgUnitEntries;
import vn.hoctap.server.subject.Membership;
import vn.hoctap.server.subject.MembershipApi;
import vn.hoctap.server.subject.Memberships;
import vn.hoctap.server.subject.SubjectEntries;

/** Where rows go, each kind by the code that its API goes by too. Safe for use from any thread. */
public record Sinks(
        ActivityCheck activities,
        AssessmentCheck assessments,
        Recorder recorder,
        Trial trial,
        SubjectEntries subjects,
        MembershipApi membershipApi,
        Memberships memberships,
        OrgUnitEntries units,
        CourseEntries courses) {

    /** @param caller whose grants decide about every row */
    Sink of(FileKind kind, Caller caller) {
        return of(kind, caller, 0);
    }

    /** @param doubtful how many batches may have been entered before a stop without all that follows from them */
    Sink of(FileKind kind, Caller caller, int doubtful) {
        return switch (kind) {
            case ACTIVITIES ->
                new FactSink(rows -> activities.all(caller, bodies(rows)), recorder, trial, caller.name());
            case ASSESSMENTS ->
                new FactSink(rows -> assessments.all(caller, bodies(rows)), recorder, trial, caller.name());
            case ROSTER -> new RosterSink(subjects, trial, caller, doubtful);
            case COURSES -> new SingleSink(new OfCourses(caller));
            case ORG_UNITS -> new SingleSink(new OfUnits(caller));
            case MEMBERSHIPS -> new SingleSink(new OfMemberships(caller));
        };
    }

    private static List<ObjectNode> bodies(List<Staged> rows) {
        return rows.stream().map(Staged::body).toList();
    }

    private record Simple(boolean saysNothingNew, Runnable entering) implements Entry {
        @Override
        public void enter() {
            entering.run();
        }
    }

    private final class OfCourses implements SingleSink.Entries {
        private final Caller caller;

        OfCourses(Caller caller) {
            this.caller = caller;
        }

        @Override
        public Entry read(ObjectNode body, boolean trying) {
            CourseEntries.Entry entry = courses.read(caller, body);
            return new Simple(entry.saysNothingNew(), () -> courses.put(List.of(entry), caller.name()));
        }

        @Override
        public List<String> key() {
            return List.of("code");
        }
    }

    /** Parents come before their children, and successors before whose place they take; those of the same file are known to a trial too. */
    private final class OfUnits implements SingleSink.Entries {
        private final Caller caller;
        private final Set<String> tried = new HashSet<>();

        OfUnits(Caller caller) {
            this.caller = caller;
        }

        @Override
        public Entry read(ObjectNode body, boolean trying) {
            String parent = body.path("parent").textValue();
            if (parent != null && !units.knows(parent) && !tried.contains(parent)) {
                throw Problem.invalid("/parent", "There is no unit " + parent + ".");
            }
            body.path("successors").forEach(successor -> {
                if (!units.knows(successor.asText()) && !tried.contains(successor.asText())) {
                    throw Problem.invalid("/successors", "There is no unit " + successor.asText() + ".");
                }
            });
            boolean nothingNew = units.saysNothingNew(caller, body);
            if (trying) {
                tried.add(body.path("id").asText());
            }
            return new Simple(nothingNew, () -> units.put(caller, body));
        }

        @Override
        public List<String> key() {
            return List.of("id");
        }
    }

    private final class OfMemberships implements SingleSink.Entries {
        private final Caller caller;
        private final List<Membership> tried = new ArrayList<>();

        OfMemberships(Caller caller) {
            this.caller = caller;
        }

        @Override
        public Entry read(ObjectNode body, boolean trying) {
            Membership membership = membershipApi.read(body, caller);
            boolean nothingNew = memberships.check(membership);
            if (trying) {
                demandFree(membership);
            }
            return new Simple(nothingNew, () -> membershipApi.put(membership, caller));
        }

        /** Rows of one member come together. */
        private void demandFree(Membership membership) {
            tried.removeIf(other -> !other.member().equals(membership.member()));
            if (tried.stream().anyMatch(other -> excludes(other, membership))) {
                throw Problem.invalid(
                        "/from", "An earlier row says that the member is elsewhere on one of these days.");
            }
            tried.add(membership);
        }

        private boolean excludes(Membership one, Membership other) {
            return one.overlaps(other)
                    && (Objects.equals(one.collective(), other.collective())
                            || subjects.areFamilies(one.collective(), other.collective()));
        }

        @Override
        public List<String> key() {
            return List.of("member", "collective", "from");
        }
    }
}
