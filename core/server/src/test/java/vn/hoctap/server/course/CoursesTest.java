package vn.hoctap.server.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.server.database.TestDatabase;

class CoursesTest {
    private static final Course SAFETY = new Course(
            "ATTT-01",
            "An toàn thông tin cơ bản",
            "Trung tâm A",
            Rational.of("12.5"),
            List.of(new Skill("tt02-2025", "4.2", 3)));
    private static final Course ENGLISH = new Course("TA-01", "Tiếng Anh", null, null, List.of());

    private final TestDatabase test = TestDatabase.open();
    private final Courses courses = new Courses(test.database());

    @BeforeEach
    void catalogue() {
        courses.put(List.of(SAFETY, ENGLISH), "admin");
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_course_is_kept_exactly_as_it_was_entered() {
        assertThat(new Courses(test.database()).find("ATTT-01")).contains(SAFETY);
        assertThat(new Courses(test.database()).find("TA-01")).contains(ENGLISH);
        assertThat(courses.find("nothing")).isEmpty();
    }

    @Test
    void the_same_code_replaces_the_course() {
        Course longer = new Course("TA-01", "Tiếng Anh 2", "Trung tâm B", Rational.of(40), List.of());
        courses.put(List.of(ENGLISH, longer), "admin");
        assertThat(courses.all()).containsExactly(SAFETY, longer);
    }

    @Test
    void a_title_is_found_without_its_tone_marks_page_by_page() {
        assertThat(courses.list("an toan THONG tin", Optional.empty(), 10)).containsExactly(SAFETY);
        assertThat(courses.list("ta-0", Optional.empty(), 10)).containsExactly(ENGLISH);
        assertThat(courses.list("", Optional.empty(), 1)).containsExactly(SAFETY);
        assertThat(courses.list("", Optional.of("ATTT-01"), 10)).containsExactly(ENGLISH);
    }
}
