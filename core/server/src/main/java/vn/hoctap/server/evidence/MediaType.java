package vn.hoctap.server.evidence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/** The kinds of file that may be evidence. What a file is follows from its content, never from its name. */
public enum MediaType {
    JPEG("image/jpeg", "jpg", "jpeg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    HEIC("image/heic", "heic"),
    HEIF("image/heif", "heif", "heic"),
    PDF("application/pdf", "pdf");

    private final String slug;
    private final List<String> extensions;

    MediaType(String slug, String... extensions) {
        this.slug = slug;
        this.extensions = List.of(extensions);
    }

    /** As HTTP calls it. */
    public String slug() {
        return slug;
    }

    static MediaType of(String slug) {
        return known(slug).orElseThrow(() -> new IllegalStateException("evidence of the type " + slug));
    }

    private static Optional<MediaType> known(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findFirst();
    }

    /** Empty when it is nothing that may be evidence. */
    static Optional<MediaType> of(Path content) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
            return known(MimeTypes.getDefaultMimeTypes()
                    .detect(in, new Metadata())
                    .getBaseType()
                    .toString());
        }
    }

    /** Every browser shows it as an image; the formats of Apple's cameras only some do. */
    boolean shown() {
        return this == JPEG || this == PNG || this == WEBP;
    }

    /** The name with an ending that says what it is. */
    String named(String name) {
        int dot = name.lastIndexOf('.');
        String ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot >= 0 && extensions.contains(ending) ? name : name + "." + extensions.getFirst();
    }
}
