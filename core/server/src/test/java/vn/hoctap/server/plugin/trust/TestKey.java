package vn.hoctap.server.plugin.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** A publisher's key with its certificate, made by the JDK's own keytool. */
public final class TestKey {
    private static final char[] PASSWORD = "password".toCharArray();

    private final KeyStore.PrivateKeyEntry entry;

    private TestKey(KeyStore.PrivateKeyEntry entry) {
        this.entry = entry;
    }

    /** Valid today. */
    public static TestKey of(Path folder, String name) {
        return of(folder, name, "-1d", 30);
    }

    /** @param from when its validity begins, as keytool reads it, for instance {@code -10d} */
    public static TestKey of(Path folder, String name, String from, int days) {
        Path store = store(folder);
        keytool(
                store,
                List.of(
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-startdate",
                        from,
                        "-validity",
                        Integer.toString(days),
                        "-ext",
                        "eku=codeSigning"));
        return read(store, "key");
    }

    /** One whose certificate another one, which may do so, has issued. */
    static TestKey issued(Path folder, String name, String issuer, String usage) {
        Path store = store(folder);
        Path request = folder.resolve(name + ".csr");
        Path answer = folder.resolve(name + ".pem");
        keytool(
                store,
                List.of(
                        "-genkeypair",
                        "-alias",
                        "issuer",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + issuer,
                        "-ext",
                        "bc:c"));
        keytool(
                store,
                List.of(
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name));
        keytool(store, List.of("-certreq", "-alias", "key", "-file", request.toString()));
        keytool(
                store,
                List.of(
                        "-gencert",
                        "-alias",
                        "issuer",
                        "-infile",
                        request.toString(),
                        "-outfile",
                        answer.toString(),
                        "-ext",
                        "eku=" + usage));
        keytool(store, List.of("-importcert", "-alias", "key", "-noprompt", "-file", answer.toString()));
        return read(store, "key");
    }

    private static Path store(Path folder) {
        try {
            Files.createDirectories(folder);
            Path store = Files.createTempFile(folder, "key-", ".p12");
            Files.delete(store);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(Path store, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(
                List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static TestKey read(Path store, String alias) {
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
            return new TestKey(
                    (KeyStore.PrivateKeyEntry) keys.getEntry(alias, new KeyStore.PasswordProtection(PASSWORD)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Publisher publisher() {
        return new Publisher((X509Certificate) entry.getCertificate());
    }

    /** Who issued its certificate; itself, when nobody else did. */
    Publisher issuer() {
        Certificate[] chain = entry.getCertificateChain();
        return new Publisher((X509Certificate) chain[chain.length - 1]);
    }

    /** Signs a jar in its place. */
    public Path sign(Path jar) {
        Path signed = jar.resolveSibling(jar.getFileName() + ".signed");
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            PrivateKey key = entry.getPrivateKey();
            CertPath path =
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(entry.getCertificateChain()));
            new JarSigner.Builder(key, path).build().sign(in, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.delete(jar);
            return Files.move(signed, jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
