package vn.hoctap.server.plugin.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Decides whose code may run. Safe for use from any thread. */
public record Trust(Pins pins, Publishers publishers) {

    /** For a program that was started without a distribution: its plugins are what its developer put there. */
    public static Trust unpacked() {
        return new Trust(Pins.any(), Publishers.nobody());
    }

    /** Besides those whom the settings name. */
    public Trust with(Publishers others) {
        return new Trust(pins, others);
    }

    /**
     * @param jar the host's own copy, which nobody changes any more
     * @param shipped it lay in a folder of the distribution
     */
    public Signature of(Path jar, boolean shipped) throws IOException {
        return shipped && pins.has(digest(jar)) ? new Signature.Shipped() : publishers.of(jar);
    }

    /** The same for a jar that was taken in before. */
    public Signature known(Path jar, boolean shipped) throws IOException {
        return shipped && pins.has(digest(jar)) ? new Signature.Shipped() : publishers.known(jar);
    }

    static String digest(Path jar) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
