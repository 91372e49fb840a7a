package vn.hoctap.server.plugin.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.sample.Visits;
import vn.hoctap.server.plugin.TestJar;

/** Whose signature lets code in. The keys are those of the JDK's own tools. */
class PublishersTest {
    private static @TempDir Path keys;
    private static TestKey known;
    private static TestKey stranger;

    private @TempDir Path folder;

    @BeforeAll
    static void make() {
        known = TestKey.of(keys, "Nha xuat ban");
        stranger = TestKey.of(keys, "Nha xuat ban");
    }

    private Path jar() {
        return TestJar.plugin("a", "1.0.0")
                .code(Visits.class)
                .with("criteria/a.yaml", "id: a\n")
                .in(folder);
    }

    private static Signature of(Path jar, Publisher... trusted) throws IOException {
        return new Publishers(() -> List.of(trusted), InstantSource.system()).of(jar);
    }

    private static String refusal(Signature signature) {
        assertThat(signature).isInstanceOf(Signature.Refused.class);
        return ((Signature.Refused) signature).message();
    }

    private static String change(Signature signature) {
        assertThat(signature).isInstanceOf(Signature.Changed.class);
        return ((Signature.Changed) signature).message();
    }

    @Test
    void what_a_trusted_publisher_signed_may_run() throws IOException {
        assertThat(of(known.sign(jar()), known.publisher())).isEqualTo(new Signature.Trusted(known.publisher()));
    }

    @Test
    void what_nobody_signed_may_not() throws IOException {
        assertThat(refusal(of(jar(), known.publisher()))).contains("must be signed");
    }

    @Test
    void a_name_is_no_proof_and_the_fingerprint_tells_them_apart() throws IOException {
        String message = refusal(of(stranger.sign(jar()), known.publisher()));
        assertThat(message)
                .contains("CN=Nha xuat ban")
                .contains(stranger.publisher().fingerprint())
                .doesNotContain(known.publisher().fingerprint());
    }

    @Test
    void of_several_signatures_one_that_is_trusted_is_enough() throws IOException {
        assertThat(of(known.sign(stranger.sign(jar())), known.publisher())).isInstanceOf(Signature.Trusted.class);
    }

    @Test
    void certificates_that_ended_or_have_not_begun_are_named_with_their_days() throws IOException {
        TestKey ended = TestKey.of(keys, "ended", "-20d", 10);
        TestKey early = TestKey.of(keys, "early", "+10d", 10);
        assertThat(refusal(of(ended.sign(jar()), ended.publisher()))).contains("CN=ended is valid from 20");
        assertThat(refusal(of(early.sign(jar()), early.publisher()))).contains("only");
        assertThat(new Publishers(() -> List.of(ended.publisher()), InstantSource.system()).known(ended.sign(jar())))
                .isInstanceOf(Signature.Trusted.class);
    }

    @Test
    void whom_a_trusted_issuer_has_certified_for_code_is_trusted_too() throws IOException {
        TestKey issued = TestKey.issued(keys, "author", "ministry", "codeSigning");
        TestKey server = TestKey.issued(keys, "web", "ministry", "serverAuth");
        assertThat(of(issued.sign(jar()), issued.issuer())).isEqualTo(new Signature.Trusted(issued.publisher()));
        assertThat(refusal(of(issued.sign(jar()), known.publisher()))).contains("CN=author");
        assertThat(refusal(of(server.sign(jar()), server.issuer()))).contains("no administrator trusts");
    }

    @Test
    void a_file_that_was_changed_added_or_taken_away_after_the_signing_is_named() throws IOException {
        assertThat(change(of(rewritten(known.sign(jar()), "criteria/a.yaml", text -> text + "#"), known.publisher())))
                .contains("criteria/a.yaml");
        assertThat(change(of(rewritten(known.sign(jar()), "criteria/a.yaml", text -> null), known.publisher())))
                .contains("criteria/a.yaml");
        assertThat(change(of(plus(known.sign(jar()), "criteria/b.yaml"), known.publisher())))
                .contains("criteria/b.yaml");
    }

    @Test
    void a_changed_manifest_is_noticed() throws IOException {
        Path jar = rewritten(
                known.sign(jar()), "META-INF/MANIFEST.MF", text -> text.replace("Plugin-Id: a", "Plugin-Id: b"));
        assertThat(of(jar, known.publisher())).isInstanceOf(Signature.Changed.class);
    }

    /** @param change returns null: the entry goes */
    private static Path rewritten(Path jar, String name, UnaryOperator<String> change) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : in.stream().toList()) {
                byte[] content = content(in, entry);
                if (entry.getName().equals(name)) {
                    String changed = change.apply(new String(content, StandardCharsets.UTF_8));
                    content = changed == null ? null : changed.getBytes(StandardCharsets.UTF_8);
                }
                if (content != null) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(content);
                    out.closeEntry();
                }
            }
        }
        return Files.write(jar, bytes.toByteArray());
    }

    private static Path plus(Path jar, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : in.stream().toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content(in, entry));
            }
            out.putNextEntry(new ZipEntry(name));
            out.write('#');
        }
        return Files.write(jar, bytes.toByteArray());
    }

    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Test
    void a_folder_of_certificates_is_read_in_both_forms_and_a_bad_file_is_named() throws Exception {
        byte[] der = known.publisher().certificate().getEncoded();
        Files.write(folder.resolve("one.der"), der);
        Files.writeString(
                folder.resolve("two.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        stranger.publisher().certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("readme.txt"), "no certificate");
        assertThat(Certificates.in(folder)).containsExactly(known.publisher(), stranger.publisher());
        Files.writeString(folder.resolve("x.pem"), "no certificate");
        assertThatThrownBy(() -> Certificates.in(folder))
                .isInstanceOf(UnusablePublishers.class)
                .hasMessageContaining("x.pem");
        assertThatThrownBy(() -> Certificates.in(folder.resolve("absent")))
                .isInstanceOf(UnusablePublishers.class)
                .hasMessageContaining("plugins.publishers");
    }

    @Test
    void only_what_the_distribution_packed_is_known_by_its_digest() throws IOException {
        Path jar = jar();
        Path list = Files.writeString(folder.resolve("plugins.sha256"), Trust.digest(jar) + "  a.jar\n");
        Trust trust = new Trust(Pins.in(list), Publishers.nobody());
        assertThat(trust.of(jar, true)).isInstanceOf(Signature.Shipped.class);
        assertThat(trust.of(jar, false)).isInstanceOf(Signature.Refused.class);
        Path other = TestJar.plugin("b", "1.0.0").code(Visits.class).in(folder);
        assertThat(trust.of(other, true)).isInstanceOf(Signature.Refused.class);
        assertThat(new Trust(Pins.in(folder.resolve("absent")), Publishers.nobody()).of(jar, true))
                .isInstanceOf(Signature.Refused.class);
    }
}
