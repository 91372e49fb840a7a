package vn.hoctap.server.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.server.subject.RegisterFixture.BY;
import static vn.hoctap.server.subject.RegisterFixture.since;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.identity.Reach;

class SubjectSearchTest {
    private static final Reach ALL = new Reach.All();

    private final RegisterFixture register = new RegisterFixture();

    @BeforeEach
    void people() {
        register.citizen(
                "cit-1",
                since("2025-01-01")
                        .named("Nguyễn Văn Á")
                        .with("group", "nong-dan")
                        .living("thon-a"));
        register.citizen(
                "cit-2",
                since("2025-01-01")
                        .named("Đặng Thị Hường")
                        .with("group", "cong-chuc")
                        .living("thon-b"));
        register.citizen("cit-3", since("2025-01-01").named("Trần Đông").living("thon-c"));
        register.citizen(
                "cit-4", since("2025-01-01").named("Phạm Công").living("thon-a").working("co-quan"));
    }

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void a_name_is_found_without_its_tone_marks() {
        assertThat(ids(ALL, query().text("thi huong"))).containsExactly("cit-2");
        assertThat(ids(ALL, query().text("HƯỜNG"))).containsExactly("cit-2");
        assertThat(ids(ALL, query().text("%"))).isEmpty();
    }

    @Test
    void the_beginning_of_an_id_is_found() {
        assertThat(ids(ALL, query().text("CIT-").kind("citizen"))).containsExactly("cit-1", "cit-2", "cit-3", "cit-4");
    }

    @Test
    void the_sibling_unit_sees_nothing_of_the_other() {
        assertThat(ids(new Reach.Under(List.of("xa_1")), query()))
                .containsExactlyInAnyOrder("cit-1", "cit-2", "cit-4", "thon-a", "thon-b", "xa_1");
        assertThat(ids(new Reach.Under(List.of("xa-1")), query()))
                .containsExactlyInAnyOrder("cit-3", "cit-4", "co-quan", "thon-c", "xa-1");
        assertThat(ids(new Reach.Under(List.of("xa-1")), query().in("xa_1"))).containsExactly("cit-4");
        assertThat(ids(new Reach.Under(List.of("nowhere")), query())).isEmpty();
    }

    @Test
    void a_learner_sees_himself_and_a_stranger_nobody() {
        assertThat(ids(new Reach.Own("cit-2"), query())).containsExactly("cit-2");
        assertThat(ids(new Reach.None(), query())).isEmpty();
    }

    @Test
    void whoever_moved_away_is_no_longer_listed() {
        register.subjects.change("cit-1", since("2026-06-15").living("thon-c"), BY);
        register.subjects.change("cit-2", since("2026-06-16").living("thon-c"), BY);
        assertThat(ids(ALL, query().in("xa_1").kind("citizen"))).containsExactly("cit-2", "cit-4");
    }

    @Test
    void the_group_of_today_counts() {
        register.subjects.change("cit-1", since("2026-01-01").with("group", "cong-nhan"), BY);
        assertThat(ids(ALL, query().group("nong-dan"))).isEmpty();
        assertThat(ids(ALL, query().group("cong-nhan"))).containsExactly("cit-1");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat() {
        SubjectQuery two = SubjectQuery.all(2).kind("citizen");
        assertThat(ids(ALL, two)).containsExactly("cit-1", "cit-2");
        assertThat(ids(ALL, two.after("cit-2"))).containsExactly("cit-3", "cit-4");
        assertThat(ids(ALL, two.after("cit-4"))).isEmpty();
    }

    private static SubjectQuery query() {
        return SubjectQuery.all(50);
    }

    private List<String> ids(Reach reach, SubjectQuery query) {
        return register.subjects.list(reach, query).stream().map(Subject::id).toList();
    }
}
