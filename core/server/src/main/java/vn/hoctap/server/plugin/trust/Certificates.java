package vn.hoctap.server.plugin.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/** Reads certificates in the usual forms: PEM, of which a file may hold several, and DER. */
public final class Certificates {
    private static final int MAX_BYTES = 256 * 1024;
    private static final List<String> ENDINGS = List.of(".pem", ".crt", ".cer", ".der");

    private Certificates() {}

    /**
     * All of a folder.
     *
     * @throws UnusablePublishers naming the folder or the file that is at fault
     */
    public static List<Publisher> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnusablePublishers(
                    "The folder " + folder + " does not exist. Create it, or correct" + " plugins.publishers.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> ENDINGS.stream()
                            .anyMatch(ending -> file.getFileName().toString().endsWith(ending)))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .distinct()
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new UnusablePublishers("The folder " + folder + " (plugins.publishers) cannot be read: "
                    + unreadable.getMessage() + ". Correct its permissions.");
        }
    }

    private static List<Publisher> read(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (CertificateException malformed) {
            throw new UnusablePublishers(
                    "The file " + file + " holds no certificate. Take it out of plugins.publishers, or correct it.");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws CertificateException when there is none, or what there is cannot be read */
    public static List<Publisher> of(byte[] bytes) throws CertificateException {
        if (bytes.length > MAX_BYTES) {
            throw new CertificateException("more than " + MAX_BYTES + " bytes");
        }
        List<Publisher> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)).stream()
                        .map(certificate -> new Publisher((X509Certificate) certificate))
                        .toList();
        if (found.isEmpty()) {
            throw new CertificateException("no certificate");
        }
        return found;
    }
}
