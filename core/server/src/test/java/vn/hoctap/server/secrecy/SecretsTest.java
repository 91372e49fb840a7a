package vn.hoctap.server.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.server.database.TestDatabase;

class SecretsTest {
    private static final byte[] TEXT = "Nguyễn Văn Á".getBytes(StandardCharsets.UTF_8);

    private final TestDatabase test = TestDatabase.open();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void what_is_sealed_opens_with_its_own_key_and_for_its_own_purpose_only() {
        DataKey key = key();
        byte[] sealed = key.seal(TEXT, "profile");
        assertThat(key.open(sealed, "profile")).isEqualTo(TEXT);
        assertThat(key.seal(TEXT, "profile")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> key.open(sealed, "identity")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> key().open(sealed, "profile")).isInstanceOf(Unreadable.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> key.open(sealed, "profile")).isInstanceOf(Unreadable.class);
    }

    @Test
    void a_long_file_opens_whole_and_neither_cut_nor_reordered() throws IOException {
        DataKey key = key();
        byte[] content = Aes.random(200_000);
        byte[] sealed = sealed(key, content);
        assertThat(opened(key, sealed)).isEqualTo(content);
        assertThat(opened(key, sealed(key, new byte[0]))).isEmpty();
        int piece = 64 * 1024 + Aes.TAG_BYTES;
        assertThatThrownBy(() -> opened(key, Arrays.copyOf(sealed, 8 + piece))).isInstanceOf(Unreadable.class);
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 8, swapped, 8 + piece, piece);
        System.arraycopy(sealed, 8 + piece, swapped, 8, piece);
        assertThatThrownBy(() -> opened(key, swapped)).isInstanceOf(Unreadable.class);
    }

    @Test
    void the_key_of_a_data_folder_is_made_once_and_for_its_owner_alone() throws IOException {
        KeyPlace.Folder place = new KeyPlace.Folder(folder);
        byte[] hash = Secrets.open(test.database(), place).index().hash("name", "a");
        assertThat(Secrets.open(test.database(), place).index().hash("name", "a"))
                .isEqualTo(hash);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.file())))
                .isEqualTo("rw-------");
        String key = Files.readString(place.file()).strip();
        assertThat(test.database().rows("select value from setting"))
                .noneMatch(row -> row.getString("value").contains(key));
    }

    @Test
    void a_lost_key_and_a_wrong_one_are_told_with_the_remedy() throws IOException {
        Secrets.open(test.database(), new KeyPlace.Folder(folder));
        KeyPlace lost = new KeyPlace.Folder(Files.createDirectory(folder.resolve("other")));
        assertThatThrownBy(() -> Secrets.open(test.database(), lost))
                .isInstanceOf(MasterKeyUnusable.class)
                .hasMessageContaining("master.key");
        Path wrong =
                Files.writeString(folder.resolve("wrong"), MasterKey.random().text());
        assertThatThrownBy(() -> Secrets.open(test.database(), new KeyPlace.File(wrong)))
                .isInstanceOf(MasterKeyUnusable.class)
                .hasMessageContaining("another master key")
                .hasMessageContaining("privacy.keyFile");
        Path none = Files.writeString(folder.resolve("none"), "secret");
        assertThatThrownBy(() -> Secrets.open(test.database(), new KeyPlace.File(none)))
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void an_external_database_without_a_key_is_refused_by_the_name_of_the_setting() {
        assertThatThrownBy(() -> Secrets.open(test.database(), new KeyPlace.Nowhere()))
                .isInstanceOf(MasterKeyUnusable.class)
                .hasMessageContaining("privacy.keyFile is missing");
    }

    @Test
    void beginnings_of_words_are_found_in_any_order_and_nothing_else() {
        BlindIndex index = secrets().index();
        List<Long> name = List.of(index.beginnings("name", "nguyen van a"));
        assertThat(name).containsAll(List.of(index.asked("name", "a nguy")));
        assertThat(name).doesNotContainAnyElementsOf(List.of(index.asked("name", "uyen")));
        assertThat(index.asked("name", "%")).isEmpty();
        assertThat(index.hash("identity", "x")).isNotEqualTo(index.hash("national-id", "x"));
    }

    @Test
    void a_body_opens_sealed_or_plain_and_is_nothing_once_its_key_is_gone() {
        long subject = test.database()
                .first(
                        "insert into subject (id, kind, name, name_search) values ('a', 'citizen', 'a', 'a') returning key")
                .orElseThrow()
                .getLong("key");
        DataKeys keys = new DataKeys(test.database(), secrets());
        DataKey key = keys.demand(subject).orElseThrow();
        Buffer sealed = Buffer.buffer(Bodies.seal(key, TEXT));
        assertThat(keys.demand(subject).orElseThrow().open(key.seal(TEXT, "x"), "x"))
                .isEqualTo(TEXT);
        assertThat(new Bodies(keys, subject).open(sealed)).isEqualTo(TEXT);
        assertThat(new Bodies(keys, subject).open(Buffer.buffer("{\"a\":1}")))
                .asString()
                .isEqualTo("{\"a\":1}");
        keys.drop(subject);
        assertThat(new Bodies(keys, subject).open(sealed)).asString().isEqualTo("{}");
        test.database().update("update subject set erased_at = now()");
        assertThat(keys.demand(subject)).isEmpty();
    }

    private Secrets secrets() {
        return Secrets.open(test.database(), new KeyPlace.Folder(folder));
    }

    private DataKey key() {
        Secrets secrets = secrets();
        return secrets.unwrap(7, secrets.fresh(7));
    }

    private static byte[] sealed(DataKey key, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SealedFile.seal(key, new ByteArrayInputStream(content), out, "evidence");
        return out.toByteArray();
    }

    private static byte[] opened(DataKey key, byte[] sealed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SealedFile.open(key, new ByteArrayInputStream(sealed), out, "evidence");
        return out.toByteArray();
    }
}
