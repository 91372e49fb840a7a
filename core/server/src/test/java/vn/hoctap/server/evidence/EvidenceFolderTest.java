package vn.hoctap.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFolderTest {
    @TempDir
    Path data;

    private EvidenceFolder open() {
        EvidenceFolder folder = new EvidenceFolder(data);
        folder.prepare(Instant.now());
        return folder;
    }

    @Test
    void what_was_half_written_is_gone_at_the_next_start() throws IOException {
        EvidenceFolder killed = open();
        Path half = Files.write(killed.incoming().resolve("upload-1.part"), new byte[100]);
        Path whole = Files.write(killed.incoming().resolve("upload-2.part"), TestFiles.pdf());
        String sha256 = EvidenceFolder.sha256(whole);
        killed.keep(whole, sha256);

        EvidenceFolder next = open();

        assertThat(half).doesNotExist();
        assertThat(next.place(sha256)).exists();
        assertThat(next.place(sha256))
                .isEqualTo(data.resolve(sha256.substring(0, 2))
                        .resolve(sha256.substring(2, 4))
                        .resolve(sha256));
        assertThat(next.names(data.resolve(sha256.substring(0, 2)))).containsExactly(sha256);
    }

    @Test
    void the_same_content_is_kept_once() throws IOException {
        EvidenceFolder folder = open();
        byte[] content = TestFiles.pdf();
        Path one = Files.write(folder.incoming().resolve("1.part"), content);
        Path other = Files.write(folder.incoming().resolve("2.part"), content);

        folder.keep(one, EvidenceFolder.sha256(one));
        folder.keep(other, EvidenceFolder.sha256(other));

        assertThat(one).doesNotExist();
        assertThat(folder.place(EvidenceFolder.sha256(other))).hasBinaryContent(content);
    }
}
