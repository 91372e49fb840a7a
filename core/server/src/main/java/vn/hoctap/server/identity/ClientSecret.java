package vn.hoctap.server.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of the setting {@code keycloak.secretFile}. */
public final class ClientSecret {
    private ClientSecret() {}

    /** @throws IllegalStateException naming the setting when there is no secret in the file */
    public static String read(Path file) {
        try {
            String secret = Files.readString(file).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(wrong(file, "cannot be read"), unreadable);
        }
        throw new IllegalStateException(wrong(file, "is empty"));
    }

    private static String wrong(Path file, String what) {
        return "The setting keycloak.secretFile names %s, which %s; hoctap keycloak setup writes it."
                .formatted(file, what);
    }
}
