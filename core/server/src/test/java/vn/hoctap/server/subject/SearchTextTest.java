package vn.hoctap.server.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTextTest {

    @Test
    void tone_marks_case_and_spaces_make_no_difference() {
        assertThat(SearchText.of("  Đặng  Thị Hường ")).isEqualTo("dang thi huong");
        assertThat(SearchText.of("đặng thị hường")).isEqualTo(SearchText.of("DANG THI HUONG"));
    }

    @Test
    void composed_and_decomposed_letters_are_the_same() {
        assertThat(SearchText.of("Nguy\u1ec5n")).isEqualTo(SearchText.of("Nguye\u0302\u0303n"));
    }
}
