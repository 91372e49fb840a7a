package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PackedFolderIT {

    @Test
    void the_folder_is_complete() throws IOException {
        assertThat(Packed.launcher()).isExecutable();
        assertThat(Packed.FOLDER.resolve("config/hoctap.yaml")).isRegularFile();
        assertThat(Packed.FOLDER.resolve("LICENSE")).isRegularFile();
        assertThat(Packed.FOLDER.resolve("README.md")).isRegularFile();
        assertThat(Packed.FOLDER.resolve("CHANGELOG.md")).isRegularFile();
        assertThat(Packed.plugins()).isNotEmpty();
    }

    @Test
    void no_plugin_is_linked_to_the_server_and_nothing_of_the_tests_is_packed() throws IOException {
        assertThat(Packed.libraries())
                .extracting(library -> library.getFileName().toString())
                .anyMatch(name -> name.startsWith("hoctap-server-"))
                .noneMatch(name -> name.startsWith("hoctap-plugin-"))
                .noneMatch(name -> name.matches("(hoctap-testkit|junit|assertj|playwright).*"));
    }
}
