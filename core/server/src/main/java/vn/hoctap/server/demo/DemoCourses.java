package vn.hoctap.server.demo;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.course.Courses;
import vn.hoctap.server.course.Session;
import vn.hoctap.server.course.Sessions;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.enrolment.Enrolments;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.subject.Subjects;

/** Dates of the demo's courses around the day on which it was made, and some people who take part. */
final class DemoCourses {
    private static final String BY = Act.HOCTAP;

    /** With Mrs Lan among them. */
    private static final int PARTICIPANTS = 12;

    private final Sessions sessions;
    private final Enrolments enrolments;
    private final Courses courses;
    private final Subjects subjects;
    private final Database database;
    private final Clock clock;

    DemoCourses(Database database, Courses courses, Subjects subjects, Clock clock) {
        this.sessions = new Sessions(database);
        this.enrolments = new Enrolments(database, subjects, clock);
        this.courses = courses;
        this.subjects = subjects;
        this.database = database;
        this.clock = clock;
    }

    /** A repeated load enters nothing twice. */
    void load(List<DemoPerson> people, LocalDate today) {
        for (Map<String, String> row : DemoTables.read("sessions.csv")) {
            Session session = session(row, today);
            if (sessions.find(session.id()).isEmpty()) {
                sessions.put(session, BY);
                fill(session, people);
            }
        }
    }

    private static Session session(Map<String, String> row, LocalDate today) {
        LocalDate first = today.plusDays(Long.parseLong(DemoTables.cell(row, "day")));
        LocalDate last = first.plusDays(Long.parseLong(DemoTables.cell(row, "days")) - 1);
        String course = DemoTables.cell(row, "course");
        String name = "demo/session/" + course + "/" + DemoTables.cell(row, "day");
        return new Session(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                course,
                at(first, DemoTables.cell(row, "from")),
                at(last, DemoTables.cell(row, "to")),
                DemoTables.cell(row, "place"),
                Integer.valueOf(DemoTables.cell(row, "capacity")),
                null,
                note(row),
                null,
                0);
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(Words.ZONE).toInstant();
    }

    private static @Nullable String note(Map<String, String> row) {
        return DemoTables.blankAsNull(row.get("note"));
    }

    /** Running sessions are full of people; of those to come every other one has some. */
    private void fill(Session session, List<DemoPerson> people) {
        Instant now = clock.instant();
        boolean running = session.upcoming(now) && session.starts().isBefore(now);
        Integer capacity = session.capacity();
        int wanted = running ? PARTICIPANTS : Math.floorMod(session.id().hashCode(), PARTICIPANTS / 2);
        if (!session.upcoming(now) || capacity == null) {
            return;
        }
        List<String> ids = people.stream()
                .map(DemoPerson::id)
                .skip(running ? 0 : 1)
                .limit(Math.min(wanted, capacity))
                .toList();
        Map<String, Long> keys = subjects.keys(database, ids);
        for (String id : ids) {
            long key = Optional.ofNullable(keys.get(id)).orElseThrow();
            enrolments.enter(
                    key, courses.find(session.course()).orElseThrow(), session.id(), running ? progress(id) : 0, BY);
        }
    }

    private static int progress(String id) {
        return 10 * (2 + Math.floorMod(id.hashCode(), 8));
    }
}
