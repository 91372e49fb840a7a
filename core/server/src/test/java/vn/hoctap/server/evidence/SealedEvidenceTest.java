package vn.hoctap.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;

class SealedEvidenceTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_file_from_before_is_read_plain_then_sealed_and_read_as_before() throws IOException {
        byte[] content = "%PDF-1.7 Nguyễn Văn Á".getBytes();
        UUID id = UUID.randomUUID();
        Path plain = keptPlain(id, content);
        EvidenceStore store = server.server().core().evidence();
        String shown = shown(id);
        assertThat(shown).contains("Nguyễn Văn Á");

        store.sealPlain(9);

        assertThat(store.sealPlain(9)).isZero();
        assertThat(plain).doesNotExist();
        Evidence sealed = store.find(id).orElseThrow();
        assertThat(sealed.name()).isEqualTo("giấy.pdf");
        assertThat(shown(id)).isEqualTo(shown);
        Path file = server.data().resolve("evidence").resolve(place(sealed.place()));
        assertThat(Files.readAllBytes(file)).isNotEqualTo(content);
        assertThat(new String(Files.readAllBytes(file))).doesNotContain("PDF");
    }

    @Test
    void the_row_of_a_file_that_is_not_in_its_folder_stays() throws IOException {
        UUID id = UUID.randomUUID();
        Path plain = keptPlain(id, "%PDF-1.7 elsewhere".getBytes());
        Path elsewhere = Files.move(plain, server.data().resolve(id + ".elsewhere"));
        EvidenceStore store = server.server().core().evidence();

        store.sealPlain(9);
        assertThat(store.find(id)).isPresent();

        Files.move(elsewhere, plain);
        store.sealPlain(9);
        assertThat(store.find(id).orElseThrow().sealed()).isTrue();
    }

    private static String shown(UUID id) {
        return server.get("officer", "/api/v1/evidence/" + id).body().asText();
    }

    private static Path keptPlain(UUID id, byte[] content) throws IOException {
        Path received = Files.write(server.data().resolve(id.toString()), content);
        String sha256 = EvidenceFolder.sha256(received);
        new EvidenceFolder(server.data().resolve("evidence")).keep(received, sha256);
        server.server()
                .core()
                .database()
                .update(
                        """
                        insert into evidence (id, subject, name, media_type, size, sha256, uploaded_by, uploaded_at)
                        select $1, key, 'giấy.pdf', 'application/pdf', $2, $3, 'learner', now() from subject where id = $4""",
                        id,
                        (long) content.length,
                        Buffer.buffer(HexFormat.of().parseHex(sha256)),
                        TestServer.LEARNER);
        return server.data().resolve("evidence").resolve(place(sha256));
    }

    private static Path place(String name) {
        return Path.of(name.substring(0, 2), name.substring(2, 4), name);
    }
}
