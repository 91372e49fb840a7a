package vn.hoctap.server.plugin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tells the code of a jar, with whatever its code may read, from any other. The texts that the host reads are no part of it,
 * nor who signed it and when: what they change is seen where they are read.
 */
final class ProgramDigest {
    private static final byte[] BETWEEN = {0};
    /** Written by whoever packs and signs. */
    private static final Pattern BESIDES =
            Pattern.compile(".*/|META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*|maven/.*)");

    private final Map<String, MessageDigest> files = new TreeMap<>();
    private MessageDigest current = Digest.begun();

    void begin(String name) {
        current = Digest.begun();
        if (!JarEntries.isText(name) && !BESIDES.matcher(name).matches()) {
            files.put(name, current);
        }
    }

    void add(byte[] bytes, int length) {
        current.update(bytes, 0, length);
    }

    /** Once all files were read. */
    String digest() {
        MessageDigest all = Digest.begun();
        files.forEach((name, file) -> {
            all.update(name.getBytes(StandardCharsets.UTF_8));
            all.update(BETWEEN);
            all.update(file.digest());
        });
        return HexFormat.of().formatHex(all.digest(), 0, 16);
    }
}
