package vn.hoctap.server.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.subject.Identity;
import vn.hoctap.server.subject.RegisterFixture;
import vn.hoctap.server.xapi.XapiFixture.Answer;

/** What a real Moodle sent, as it sends it. */
class MoodleTest {
    private static final String NUMBERS = "by-user-number.jsonl";
    private static final int BATCH = 30;

    private @TempDir static Path temp;
    private XapiFixture lms;
    private Providers.Created moodle;

    @BeforeEach
    void open() {
        lms = new XapiFixture(temp);
        moodle = lms.provider("xa_1");
    }

    @AfterEach
    void close() {
        lms.close();
    }

    private void fivePeople() {
        for (int number = 13; number <= 17; number++) {
            lms.person("cit-" + number, XapiFixture.userNumber(Integer.toString(number)));
        }
    }

    /** Returns the ids of the statements. */
    private List<String> send(String file) {
        List<String> statements = XapiFixture.sent(file);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < statements.size(); i += BATCH) {
            List<String> batch = statements.subList(i, Math.min(i + BATCH, statements.size()));
            Answer answer = lms.post(moodle, "[" + String.join(",", batch) + "]");
            assertThat(answer.status()).isEqualTo(200);
            answer.body().forEach(id -> ids.add(id.asText()));
        }
        return ids;
    }

    private List<String> facts() {
        return lms.query(
                "select s.id || ' ' || f.type || ' ' || f.course from fact f join subject s on s.key = f.subject"
                        + " order by 1");
    }

    @Test
    void courses_passed_attempts_and_pages_become_facts_of_the_right_people() {
        fivePeople();
        assertThat(send(NUMBERS)).hasSize(77).doesNotHaveDuplicates();
        List<String> expected = new ArrayList<>();
        for (int number = 13; number <= 17; number++) {
            expected.add("cit-" + number + " course SEC101");
            expected.add("cit-" + number + " reading SEC101-PAGE");
        }
        Set.of(13, 15, 16).forEach(number -> expected.add("cit-" + number + " exam SEC101-QUIZ"));
        assertThat(facts()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(lms.query("select count(*) from statement where outcome = 'FACT'"))
                .containsExactly("13");
    }

    @Test
    void a_batch_that_is_sent_again_counts_nothing_twice() {
        fivePeople();
        List<String> once = send(NUMBERS);
        List<String> facts = facts();
        assertThat(send(NUMBERS)).doesNotContainAnyElementsOf(once);
        assertThat(facts()).isEqualTo(facts);
        assertThat(lms.query("select count(distinct fact) from statement")).containsExactly("13");
        assertThat(lms.query("select count(*) from statement where outcome = 'FACT'"))
                .containsExactly("26");
    }

    @Test
    void the_same_event_under_another_course_name_or_registration_is_the_same_fact() {
        fivePeople();
        send(NUMBERS);
        List<String> renamed = XapiFixture.sent(NUMBERS).stream()
                .map(text -> text.replace("Information Security Basics", "Renamed")
                        .replaceAll("\"registration\":\"[^\"]*\"", "\"registration\":\"" + StatementId.next() + "\""))
                .toList();
        assertThat(lms.post(moodle, "[" + String.join(",", renamed) + "]").status())
                .isEqualTo(200);
        assertThat(facts()).hasSize(13);
    }

    @Test
    void a_score_is_what_raw_min_and_max_say() {
        fivePeople();
        send(NUMBERS);
        assertThat(lms.query("select distinct scaled::float8 from fact where type = 'exam' order by 1"))
                .isNotEmpty()
                .allSatisfy(scaled -> assertThat(Double.parseDouble(scaled)).isBetween(0.6, 1.0));
        assertThat(lms.query("select distinct passed from fact where type = 'exam'"))
                .containsExactly("true");
        assertThat(lms.query("select distinct source from fact")).hasSize(1);
    }

    @Test
    void hours_and_skills_come_from_the_catalogue() {
        Course course =
                new Course("SEC101", "Security", null, Rational.of("12.5"), List.of(new Skill("tt02-2025", "4.2", 3)));
        lms.courses.put(List.of(course), "admin");
        fivePeople();
        send(NUMBERS);
        assertThat(lms.query("select hours::text || array_to_string(skills, ',') from fact where type = 'course'"))
                .hasSize(5)
                .containsOnly("12.5tt02-2025:4.2:3");
    }

    @Test
    void people_are_found_by_mail_address_too() {
        for (int number = 8; number <= 10; number++) {
            lms.person("cit-" + number, new Identity.Mbox("mailto:U%05d@example.invalid".formatted(number)));
        }
        send("by-mail.jsonl");
        assertThat(facts())
                .containsExactlyInAnyOrder(
                        "cit-8 course SEC101",
                        "cit-9 course SEC101",
                        "cit-8 reading SEC101-PAGE",
                        "cit-9 reading SEC101-PAGE");
    }

    @Test
    void every_other_statement_has_a_reason() {
        fivePeople();
        send(NUMBERS);
        assertThat(lms.query("select count(*) from statement where outcome <> 'FACT' and coalesce(reason, '') = ''"))
                .containsExactly("0");
        assertThat(lms.query("select distinct reason from statement where outcome = 'NO_FACT' order by 1"))
                .contains(
                        "attempt without success",
                        "no mapping for verb http://id.tincanapi.com/verb/viewed on"
                                + " https://w3id.org/xapi/cmi5/activitytype/course",
                        "the quiz counts by its attempts, which arrive on their own");
    }

    @Test
    void statements_about_people_not_known_yet_wait_and_are_claimed() {
        send(NUMBERS);
        assertThat(facts()).isEmpty();
        assertThat(lms.query("select distinct reason from statement where outcome = 'WAITING'"))
                .containsExactly("nobody with this identity is known");
        lms.register.citizen("cit-13", RegisterFixture.since("2020-01-01").living("thon-b"));
        lms.xapi.claims().claim("cit-13");
        assertThat(facts()).isEmpty();
        lms.register.subjects.change(
                "cit-13", RegisterFixture.since("2026-06-01").identified(XapiFixture.userNumber("13")), "officer");
        lms.xapi.claims().claim("cit-13");
        lms.xapi.claims().claimAll();
        assertThat(facts())
                .containsExactlyInAnyOrder(
                        "cit-13 course SEC101", "cit-13 exam SEC101-QUIZ", "cit-13 reading SEC101-PAGE");
        assertThat(lms.query("select count(*) from statement where outcome = 'WAITING'"))
                .containsExactly("10");
    }

    @Test
    void what_a_stop_left_waiting_is_claimed_at_the_next_start() {
        send(NUMBERS);
        fivePeople();
        lms.xapi.claims().claimAll();
        assertThat(facts()).hasSize(13);
        assertThat(lms.query("select count(*) from statement where outcome = 'WAITING'"))
                .containsExactly("0");
    }

    @Test
    void statements_from_before_the_sealing_are_sealed_page_by_page_and_claimed_as_before() {
        send(NUMBERS);
        Database database = lms.register.test.database();
        SealedStatements sealed = new SealedStatements(database, lms.register.secrets);
        database.rows("select * from statement")
                .forEach(row -> database.update(
                        "update statement set actor = $2, actor_hash = null, actor_sealed = null, body = $3 where id = $1",
                        row.getUUID("id"),
                        sealed.actor(row, Map.of()),
                        sealed.body(row, Map.of())));

        assertThat(lms.xapi.sealPlain(10)).isEqualTo(10);

        while (lms.xapi.sealPlain(10) > 0) {
            // page by page
        }
        assertThat(lms.query("select count(*) from statement where actor is not null or get_byte(body, 0) <> 1"))
                .containsExactly("0");
        fivePeople();
        lms.xapi.claims().claimAll();
        assertThat(facts()).hasSize(13);
    }

    @Test
    void people_outside_the_providers_part_get_nothing() {
        lms.register.citizen(
                "cit-13",
                RegisterFixture.since("2020-01-01").living("thon-c").identified(XapiFixture.userNumber("13")));
        send(NUMBERS);
        assertThat(facts()).isEmpty();
        assertThat(lms.query("select count(*) from statement where reason = 'outside the provider''s part'"))
                .containsExactly("3");
    }

    @Test
    void what_is_stored_is_what_was_received_and_only_its_key_opens_it() {
        String statement = XapiFixture.sent(NUMBERS).getFirst();
        lms.post(moodle, "[ " + statement + " , " + statement + "]");
        Database database = lms.register.test.database();
        SealedStatements sealed = new SealedStatements(database, lms.register.secrets);
        List<Row> rows = database.rows("select subject, body from statement");
        Map<Long, DataKey> keys =
                sealed.keys(rows.stream().map(row -> row.getLong("subject")).toList());
        assertThat(rows).extracting(row -> sealed.body(row, keys).toString()).containsExactly(statement, statement);
        assertThat(rows).allMatch(row -> DataKey.isSealed(row.getBuffer("body").getBytes()));
    }
}
