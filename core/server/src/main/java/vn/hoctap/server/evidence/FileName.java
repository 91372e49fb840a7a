package vn.hoctap.server.evidence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Names of files as people gave them, made harmless. */
final class FileName {
    private static final int LONGEST = 120;
    private static final String UNNAMED = "minh-chung";

    private FileName() {}

    /** Without folders and without what cannot be seen or turns the reading direction; with the ending of its type. */
    static String safe(String sent, MediaType type) {
        return type.named(shown(sent));
    }

    /** The same for one whose type nobody knows. */
    static String shown(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String clean = Normalizer.normalize(last, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}\"<>|:*?]", "")
                .strip()
                .replaceAll("^\\.+", "");
        int end = clean.offsetByCodePoints(0, Math.min(LONGEST, clean.codePointCount(0, clean.length())));
        int dot = clean.lastIndexOf('.');
        String ending = dot < 0 || clean.length() - dot > 6 ? "" : clean.substring(dot);
        String shortened = end < clean.length() ? clean.substring(0, end) + ending : clean;
        return shortened.isBlank() ? UNNAMED : shortened;
    }

    /** {@code Content-Disposition} as RFC 6266 writes it: plain letters for old browsers, the real name for others. */
    static String disposition(String kind, String name) {
        String plain = Normalizer.normalize(name.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9._ -]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
