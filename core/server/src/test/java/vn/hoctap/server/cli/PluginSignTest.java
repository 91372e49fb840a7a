package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.sample.Visits;
import vn.hoctap.server.plugin.TestJar;
import vn.hoctap.server.plugin.trust.TestKey;

/** Publishers sign with a key that keytool makes. */
class PluginSignTest {
    @TempDir
    Path folder;

    private Path jar;
    private Path password;

    @BeforeEach
    void a_jar() throws IOException {
        jar = folder.resolve("x.jar");
        password = Files.writeString(folder.resolve("password"), "mat-khau-thu\n");
        Path plugin = folder.resolve("doc-sach");
        Cli.run("plugin", "new", plugin);
        Cli packed = Cli.run("plugin", "package", plugin, "--out", jar);
        assertThat(packed.exit()).as(packed.err() + packed.out()).isZero();
    }

    /** A process of its own: keytool is no tool that can be run in this one. */
    private Path keystore(String name, String... options) throws IOException, InterruptedException {
        Path keystore = folder.resolve("keys.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keystore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "mat-khau-thu",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-alias",
                name));
        command.addAll(List.of(options));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return keystore;
    }

    private Cli sign(Path keystore, Object... options) {
        List<Object> words =
                new ArrayList<>(List.of("plugin", "sign", jar, "--keystore", keystore, "--password-file", password));
        words.addAll(List.of(options));
        return Cli.run(words.toArray());
    }

    /** Of every entry but the signature itself. */
    private static Set<String> signers(Path signed) throws IOException {
        Set<String> signers = new HashSet<>();
        try (JarFile file = new JarFile(signed.toFile(), true)) {
            for (JarEntry entry : file.stream().toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    in.readAllBytes();
                }
                if (!entry.getName().startsWith("META-INF/")) {
                    signers.add(name(entry.getCodeSigners()));
                }
            }
        }
        return signers;
    }

    private static String name(CodeSigner[] signers) {
        return signers == null
                ? "nobody"
                : List.of(signers).stream()
                        .map(signer -> (X509Certificate)
                                signer.getSignerCertPath().getCertificates().getFirst())
                        .map(certificate ->
                                certificate.getSubjectX500Principal().getName())
                        .sorted()
                        .collect(Collectors.joining(" and "));
    }

    @Test
    void every_file_of_the_jar_is_signed_by_the_publisher() throws Exception {
        Cli ran = sign(keystore("trung-tam"));

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("CN=trung-tam");
        assertThat(signers(jar)).containsExactly("CN=trung-tam");
        assertThat(Cli.run("plugin", "check", jar).exit()).isZero();
    }

    @Test
    void code_is_checked_as_a_server_would_that_trusts_its_publisher() throws Exception {
        TestKey author = TestKey.of(folder, "tac-gia");
        Path code = author.sign(TestJar.plugin("ma", "1.0.0").code(Visits.class).in(folder));
        Path publishers = Files.createDirectory(folder.resolve("publishers"));
        Files.write(
                publishers.resolve("tac-gia.cer"),
                author.publisher().certificate().getEncoded());
        Path config = Files.writeString(
                folder.resolve("hoctap.yaml"), "plugins: {publishers: \"%s\"}\n".formatted(publishers));

        assertThat(Cli.run("plugin", "check", code).out()).contains("no administrator trusts");
        Cli named = Cli.run("plugin", "check", code, "--publishers", publishers);
        assertThat(named.exit()).as(named.out()).isZero();
        assertThat(Cli.run("plugin", "check", code, "--config", config).exit()).isZero();
    }

    @Test
    void a_jar_is_signed_beside_itself_too_and_by_one_of_several_keys() throws Exception {
        keystore("mot");
        Path keystore = keystore("hai");
        Path signed = folder.resolve("signed.jar");

        assertThat(sign(keystore, "--out", signed).err()).contains("2 private keys", "hai, mot");
        assertThat(sign(keystore, "--alias", "ba").err()).contains("“ba”", "hai, mot");
        assertThat(sign(keystore, "--alias", "hai", "--out", signed).exit()).isZero();
        assertThat(signers(signed)).containsExactly("CN=hai");
        assertThat(signers(jar)).containsExactly("nobody");
    }

    @Test
    void what_keeps_a_key_from_signing_is_one_sentence_and_the_jar_stays_as_it_is() throws Exception {
        byte[] before = Files.readAllBytes(jar);
        Path expired = keystore("cu", "-startdate", "-2y", "-validity", "10");
        Path broken = Files.writeString(folder.resolve("broken.p12"), "nothing");

        refused(sign(expired), "has expired");
        refused(sign(broken), "no readable PKCS12 keystore");
        Files.writeString(password, "wrong");
        refused(sign(expired), "The password does not open");
        refused(Cli.run("plugin", "sign", jar, "--keystore", expired), PluginSignCommand.PASSWORD);
        assertThat(jar).hasBinaryContent(before);
        assertThat(folder.toFile().list()).doesNotContain("signed-");
    }

    private static void refused(Cli ran, String named) {
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).startsWith("hoctap: ").contains(named).hasLineCount(1);
    }
}
