package vn.hoctap.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hoctap.server.http.Words;

class DeedTest {
    @ParameterizedTest
    @EnumSource
    void each_has_its_words_and_its_way_back(Deed deed) {
        assertThat(Words.VIETNAMESE.has("audit.deed." + deed.slug())).isTrue();
        assertThat(Words.ENGLISH.has("audit.deed." + deed.slug())).isTrue();
        assertThat(Deed.of(deed.slug())).contains(deed);
    }

    @Test
    void what_triggers_write_is_known() throws Exception {
        String migration;
        try (var in = Deed.class.getResourceAsStream("/db/migration/V12__audit.sql")) {
            migration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(Pattern.compile(
                                "'((?:question|set|provider|session|enrolment)-[a-z]+|appraised|enrolled|graded|imported)'")
                        .matcher(migration)
                        .results()
                        .map((MatchResult found) -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(slug -> assertThat(Deed.of(slug)).as(slug).isPresent());
    }
}
