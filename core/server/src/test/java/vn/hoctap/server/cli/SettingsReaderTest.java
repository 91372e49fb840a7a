package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.Settings;
import vn.hoctap.server.privacy.RetentionPeriods;

class SettingsReaderTest {
    @TempDir
    private Path folder;

    private RetentionPeriods periods(Map<String, String> environment) {
        return settings(environment).periods();
    }

    private Settings settings(Map<String, String> environment) {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("HOCTAP_KEYCLOAK_ISSUER", "https://id.example.invalid/realms/hoctap");
        return new SettingsReader(ConfigFile.read(Optional.empty(), whole), null, folder, null).production();
    }

    @Test
    void how_many_titles_one_person_may_let_be_lost_is_the_operators_choice() {
        assertThat(settings(Map.of()).lostTitlesPercent()).isEqualTo(5);
        assertThat(settings(Map.of("HOCTAP_LIMITS_LOSTTITLESPERCENT", "0")).lostTitlesPercent())
                .isZero();
        assertThatThrownBy(() -> settings(Map.of("HOCTAP_LIMITS_LOSTTITLESPERCENT", "101")))
                .hasMessageContaining("limits.lostTitlesPercent");
    }

    @Test
    void for_how_long_things_are_kept_is_the_operators_choice() {
        assertThat(periods(Map.of())).isEqualTo(RetentionPeriods.DEFAULT);
        assertThat(periods(Map.of("HOCTAP_RETENTION_STATEMENTSMONTHS", "6", "HOCTAP_RETENTION_REQUESTSMONTHS", "12")))
                .isEqualTo(new RetentionPeriods(6, 60, 60, 12));
    }

    @Test
    void a_period_that_is_none_is_named() {
        assertThatThrownBy(() -> periods(Map.of("HOCTAP_RETENTION_EVIDENCEMONTHS", "0")))
                .hasMessageContaining("retention.evidenceMonths");
    }
}
