package vn.hoctap.server.plugin.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Whoever holds the key of this certificate, or of one that was issued with it. */
public record Publisher(X509Certificate certificate) {
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

    /** As its certificate says. */
    public String name() {
        return certificate.getSubjectX500Principal().getName();
    }

    /** What two people compare to know that they mean the same certificate: its SHA-256. */
    public String fingerprint() {
        try {
            return PAIRS.formatHex(MessageDigest.getInstance("SHA-256").digest(encoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
