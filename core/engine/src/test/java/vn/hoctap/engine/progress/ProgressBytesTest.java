package vn.hoctap.engine.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.engine.Entries;
import vn.hoctap.engine.Sets;
import vn.hoctap.engine.measure.Measures;

/** Progress as bytes: few of them, at the same place each time, and readable for ever. */
class ProgressBytesTest {
    private static final Folder FOLDER = new Folder(Sets.citizens("""
            criteria:
              - id: c
                name: C
                indicators:
                  - {id: hours, name: a, max: 10, from: [{measure: sum, of: hours, points: {each: 2, give: 1}}]}
                  - {id: courses, name: a, max: 10, from: [{measure: distinct, of: course}]}
                  - {id: held, name: a, max: 10, from: [{measure: count, window: held, points: {each: 1, give: 1}}]}
                  - {id: said, name: a, max: 10, from: [{measure: assessed, by: appraiser}]}
            award: {scheme: sum, requires: [{id: total, if: 'total >= 20'}]}
            """), 2026, Measures.builtIn());

    private static final List<Entry> ENTRIES = List.of(
            Entries.course("f1", "2026-03-01", "2.5"),
            Entries.course("f2", "2026-03-02", "0.25"),
            Entries.held("f3", "certificate", "Toán", "2025-05-01", "2027-05-01"),
            Entries.appraised("a1", "said", "7.5", "2026-04-01"));

    /** What version 0.1.0 wrote of these entries. */
    private static final String FIRST_RELEASE = """
            AQAAAAAAAAACAAQyLjc1AAAAAgAEQy1mMQABMQAAAAAAAAAAAAAAAAAAAHAc0vqVeP87msn/AAAAAQAEQy1mMgABMQAA
            AAAAAAAAAAAAAAAAAHAc0vqVeP87msn/AAAAAQAAAAMAAAABMQAAAABoEv/QAAAAAAACZjMAAAAAa9Vm0AAAAAAAAAAB
            AAAAATEAAAAAaaPH0AAAAAAAAmYxAHAc0vqVeP87msn/AAAAAQAAAAExAAAAAGmlGVAAAAAAAAJmMgBwHNL6lXj/O5rJ
            /wAAAAEAAAABAAAAAzcuNQAAAABpzKZQAAAAAAACYTEAcBzS+pV4/zuayf8AAAAB""";

    @Test
    void what_the_first_release_wrote_is_still_read() {
        byte[] stored = Base64.getMimeDecoder().decode(FIRST_RELEASE);

        assertThat(FOLDER.read(stored)).isEqualTo(FOLDER.all(ENTRIES));
    }

    @Test
    void one_more_hour_changes_the_two_numbers_of_its_sum_and_moves_no_byte() {
        Folder sums = new Folder(Sets.citizens("""
                criteria:
                  - id: c
                    name: C
                    indicators:
                      - {id: a, name: a, max: 10, from: [{measure: count, where: 'activity.type == "course"', points: {each: 2, give: 1}}]}
                      - {id: b, name: b, max: 10, from: [{measure: distinct, of: course, where: 'activity.type == "exam"'}]}
                      - {id: d, name: d, max: 10, from: [{measure: sum, of: hours, points: {each: 2, give: 1}}]}
                award: {scheme: sum, requires: [{id: total, if: 'total >= 20'}]}
                """), 2026, Measures.builtIn());
        Progress before = sums.all(List.of(
                Entries.course("f1", "2026-03-01", "2"),
                Entries.activity("f2", "exam", "E", "2026-03-01", null, true)));
        byte[] old = sums.write(before);
        byte[] now = sums.write(sums.add(before, Entries.course("f3", "2026-03-02", "1.5")));

        assertThat(now).hasSameSizeAs(old);
        int first = Arrays.mismatch(old, now);
        int last = old.length - 1;
        while (old[last] == now[last]) {
            last--;
        }
        assertThat(first).isGreaterThanOrEqualTo(1);
        assertThat(last).isLessThan(1 + 2 * 16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483647",
                "0.0000000004",
                "9223372036854775807",
                "9223372036854775808",
                "123456789012345678901234567890.123456789"
            })
    void a_sum_too_long_for_its_place_is_read_again_as_it_was(String hours) {
        Progress progress = FOLDER.all(List.of(
                Entries.course("f1", "2026-03-01", hours),
                Entries.course("f2", "2026-03-02", "0.125"),
                Entries.appraised("a1", "said", hours, "2026-04-01")));

        assertThat(FOLDER.read(FOLDER.write(progress))).isEqualTo(progress);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Tin học cơ bản", "\u0000\u007f\u0080\u07ff\u0800\uffff", "😀", "\ud83d", "\ude00x"})
    void every_text_is_read_again_even_one_that_is_no_text(String course) {
        Progress progress = FOLDER.all(List.of(Entries.held(course, "certificate", course, "2026-05-01", null)));

        assertThat(FOLDER.read(FOLDER.write(progress))).isEqualTo(progress);
    }

    @Property
    void foreign_bytes_are_refused_and_never_misread_without_end(@ForAll @Size(max = 80) byte[] bytes) {
        try {
            Progress read = FOLDER.read(bytes);
            assertThat(FOLDER.read(FOLDER.write(read))).isEqualTo(read);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageFindingMatch("progress|size|bytes|order");
        }
    }

    @Test
    void bytes_too_few_or_too_many_or_of_another_version_are_refused() {
        byte[] whole = FOLDER.write(FOLDER.all(ENTRIES));
        byte[] newer = whole.clone();
        newer[0] = 77;

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> FOLDER.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> FOLDER.read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FOLDER.read(newer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another format");
    }

    @Test
    void a_number_of_the_first_format_without_digits_is_refused_with_words() {
        byte[] emptySum = Arrays.copyOf(new byte[] {1}, 11);
        assertThatThrownBy(() -> FOLDER.read(emptySum))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("progress with an impossible number or date");
    }

    @Test
    void a_count_below_zero_waits_for_its_entry_in_bytes_too() {
        Progress withdrawn = FOLDER.remove(FOLDER.zero(), ENTRIES.getFirst()).orElseThrow();

        assertThat(FOLDER.add(FOLDER.read(FOLDER.write(withdrawn)), ENTRIES.getFirst()))
                .isEqualTo(FOLDER.zero());
    }

    @Test
    void what_is_empty_takes_next_to_nothing() {
        assertThat(FOLDER.write(FOLDER.zero())).hasSize(1 + 16 + 3);
        assertThat(FOLDER.write(FOLDER.all(ENTRIES)).length).isLessThan(160);
    }
}
