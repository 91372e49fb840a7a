package vn.hoctap.server.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One photo or document.
 *
 * @param subject the key of the person whom it is about
 * @param fact the id of the activity that it proves; null: none yet
 * @param size in bytes
 * @param place the name of its file, in hexadecimal digits: the same content of the same person has the same one
 * @param sealed whether the file is sealed; what was kept before anything was sealed is plain
 */
public record Evidence(
        UUID id,
        long subject,
        @Nullable String fact,
        String name,
        MediaType type,
        long size,
        String place,
        boolean sealed,
        String uploadedBy,
        Instant uploadedAt) {
    private static final String PATH = "/api/v1/evidence/";
    private static final Pattern OWN = Pattern.compile(
            "(?:https?://[^/?#]+)?" + PATH + "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
            Pattern.CASE_INSENSITIVE);

    /** Where it can be looked at, on this server. */
    public String url() {
        return PATH + id;
    }

    /** Whether pages show it as an image. */
    public boolean shown() {
        return type.shown();
    }

    /** The evidence that an address names, if it is such an address; it may be another server's. */
    public static Optional<UUID> named(String url) {
        Matcher own = OWN.matcher(url);
        return own.matches() ? Optional.of(UUID.fromString(own.group(1))) : Optional.empty();
    }

    /** Whether the address can only be meant for this server. */
    public static boolean isHere(String url) {
        return url.startsWith("/");
    }
}
