package vn.hoctap.server.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static vn.hoctap.server.subject.RegisterFixture.BY;
import static vn.hoctap.server.subject.RegisterFixture.since;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.subject.Identity.Account;
import vn.hoctap.server.subject.Identity.Mbox;

class SubjectsTest {
    private final RegisterFixture register = new RegisterFixture();

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void a_citizen_is_found_with_everything_that_was_said() {
        register.citizen(
                "cit-1",
                since("2025-01-01")
                        .named("Nguyễn Văn Á")
                        .born(LocalDate.of(1968, 4, 12))
                        .with("group", "nong-dan")
                        .with("score", Rational.of("84.5"))
                        .with("member", true)
                        .living("thon-a")
                        .working("co-quan")
                        .identified(
                                new Account("https://lms.example.invalid", "4711"),
                                new Mbox("mailto:A@example.invalid")));
        assertThat(register.fields("cit-1", "2026-06-15"))
                .containsAllEntriesOf(Map.of(
                        "id", "cit-1",
                        "kind", "citizen",
                        "group", "nong-dan",
                        "score", Rational.of("84.5"),
                        "member", true,
                        "residence", "thon-a",
                        "age", Rational.of(58)));
        assertThat(register.subject("cit-1").identities())
                .containsExactly(
                        new Account("https://lms.example.invalid", "4711"), new Mbox("mailto:a@example.invalid"));
        assertThat(register.subject("cit-1").workplaces(RegisterFixture.TODAY)).containsExactly("co-quan");
    }

    @Test
    void an_id_is_given_once_and_nothing_of_the_batch_stays() {
        register.citizen("cit-1", since("2025-01-01"));
        List<NewSubject> batch = List.of(
                new NewSubject("cit-0", SubjectKind.CITIZEN, since("2025-01-01")),
                new NewSubject("cit-1", SubjectKind.CITIZEN, since("2025-01-01")));
        assertConflict(() -> register.subjects.create(batch, BY), "/id");
        assertThat(register.subjects.find("cit-0")).isEmpty();
    }

    @Test
    void who_hears_of_somebody_whom_another_process_has_moved_is_up_to_date() {
        register.citizen("cit-1", since("2025-01-01").living("thon-a"));
        register.subjects.hear(register.test.database());
        register.subjects.rememberedPlaces(List.of("cit-1"));
        register.another().change("cit-1", since("2026-06-01").living("thon-c"), BY);

        assertThat(register.subjects.knownPlaces(List.of("cit-1")).get("cit-1").paths())
                .containsExactly(register.units.tree().path("thon-c"));
    }

    @Test
    void a_backdated_group_holds_until_the_next_dated_one() {
        register.citizen("cit-1", since("2024-01-01").with("group", "nong-dan"));
        change("2026-01-01", "group", "cong-chuc");
        change("2025-01-01", "group", "cong-nhan");
        assertThat(register.fields("cit-1", "2024-12-31")).containsEntry("group", "nong-dan");
        assertThat(register.fields("cit-1", "2025-12-31")).containsEntry("group", "cong-nhan");
        assertThat(register.fields("cit-1", "2026-01-01")).containsEntry("group", "cong-chuc");
    }

    @Test
    void an_attribute_ends_on_the_day_that_says_so() {
        register.citizen("cit-1", since("2024-01-01").with("exempt", true));
        register.subjects.change("cit-1", since("2025-01-01").with("exempt", null), BY);
        assertThat(register.fields("cit-1", "2024-12-31")).containsEntry("exempt", true);
        assertThat(register.fields("cit-1", "2025-01-01")).doesNotContainKey("exempt");
    }

    @Test
    void moving_changes_the_place_on_the_day_of_the_move() {
        register.citizen("cit-1", since("2024-01-01").living("thon-a"));
        register.subjects.change("cit-1", since("2025-07-01").living("thon-c"), BY);
        assertThat(register.state("cit-1", "2025-06-30").chains()).containsExactly(List.of("thon-a", "xa_1", "tinh"));
        assertThat(register.state("cit-1", "2025-07-01").chains()).containsExactly(List.of("thon-c", "xa-1", "tinh"));
    }

    @Test
    void a_text_is_a_date_to_expressions_only_where_a_set_declares_it_so() {
        register.citizen(
                "cit-1", since("2024-01-01").with("joined", "2020-03-04").with("number", "2020-03-04"));
        register.dates.add("joined");
        assertThat(register.fields("cit-1", "2026-01-01"))
                .containsEntry("joined", LocalDate.of(2020, 3, 4))
                .containsEntry("number", "2020-03-04");
    }

    @Test
    void an_identity_belongs_to_one_subject_only() {
        register.citizen("cit-1", since("2025-01-01").identified(new Mbox("mailto:a@example.invalid")));
        register.citizen("cit-2", since("2025-01-01").named("Lê Thị B"));
        SubjectChange stolen = since("2025-01-01")
                .identified(new Mbox("mailto:b@example.invalid"), new Mbox("mailto:A@example.invalid"));
        assertConflict(() -> register.subjects.change("cit-2", stolen, BY), "/identities/1");
        assertThat(register.subject("cit-2").identities()).isEmpty();
        List<String> asked = List.of("mbox:mailto:a@example.invalid", "mbox:mailto:nobody@example.invalid");
        assertThat(register.subjects.identified(register.test.database(), asked))
                .containsExactly(Map.entry("mbox:mailto:a@example.invalid", "cit-1"));
    }

    @Test
    void a_subject_belongs_where_it_lives_and_works_today_and_where_it_is() {
        register.citizen("cit-1", since("2024-01-01").living("thon-a").working("co-quan"));
        register.subjects.change("cit-1", since("2026-06-15").living("thon-b"), BY);
        Map<String, SubjectPlaces> places = register.subjects.places(List.of("cit-1", "thon-c", "nobody"));
        assertThat(places.keySet()).containsExactlyInAnyOrder("cit-1", "thon-c");
        assertThat(paths(places, "cit-1")).containsExactlyInAnyOrder("/tinh/xa_1/thon-b/", "/tinh/xa-1/co-quan/");
        assertThat(paths(places, "thon-c")).containsExactly("/tinh/xa-1/thon-c/");
    }

    @Test
    void nobody_unknown_is_changed() {
        assertThatThrownBy(() -> register.subjects.change("nobody", since("2025-01-01"), BY))
                .asInstanceOf(type(Problem.class))
                .extracting(Problem::status)
                .isEqualTo(404);
    }

    private static List<String> paths(Map<String, SubjectPlaces> places, String id) {
        return Objects.requireNonNull(places.get(id)).paths();
    }

    private void change(String from, String attribute, String value) {
        register.subjects.change("cit-1", since(from).with(attribute, value), BY);
    }

    private static void assertConflict(ThrowingCallable change, String pointer) {
        assertThatThrownBy(change).asInstanceOf(type(Problem.class)).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.errors()).extracting(PointerError::pointer).containsExactly(pointer);
        });
    }
}
