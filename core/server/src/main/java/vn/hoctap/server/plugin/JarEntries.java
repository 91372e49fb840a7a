package vn.hoctap.server.plugin;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the names of a jar's entries tell. Names that nobody knows are of no interest. */
final class JarEntries {
    private static final List<String> FOLDERS = List.of("criteria/", "i18n/", "mappings/", "programmes/");
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".properties");

    /** The host's own: a plugin that brings them again would meet other classes than the host's. */
    private static final List<String> HOST = List.of(
            "vn/hoctap/api/",
            "vn/hoctap/engine/",
            "vn/hoctap/server/",
            "org/pf4j/",
            "org/slf4j/",
            "org/jspecify/",
            "io/vertx/");

    private static final Pattern RELEASE = Pattern.compile("^META-INF/versions/\\d+/");
    private static final Pattern OUTSIDE =
            Pattern.compile("(^|.*/)\\.\\.(/.*|$)|/.*|[A-Za-z]:.*|.*[\\\\\\x00-\\x1f].*");

    private JarEntries() {}

    /** Returns whether the jar brings code, or names classes that PF4J should load. */
    static boolean check(String jar, List<String> names, Faults faults) {
        Map<String, String> seen = new HashMap<>();
        Set<String> bundled = new TreeSet<>();
        boolean code = false;
        for (String name : names) {
            if (OUTSIDE.matcher(name).matches()) {
                faults.add(jar, "The entry '" + name + "' points outside the jar.", "Build the jar with a usual tool.");
            }
            String other = seen.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                faults.add(jar, twice(name, other), "Keep one of the two.");
            }
            String plain = RELEASE.matcher(name).replaceFirst("");
            code |= plain.endsWith(".class")
                    || plain.equals("META-INF/extensions.idx")
                    || (plain.startsWith("META-INF/services/") && !plain.endsWith("/"));
            HOST.stream()
                    .filter(own -> plain.startsWith(own) && plain.endsWith(".class"))
                    .forEach(bundled::add);
        }
        for (String own : bundled) {
            faults.add(
                    jar,
                    "The jar bundles classes of the host ("
                            + own.substring(0, own.length() - 1).replace('/', '.') + ").",
                    "Give that dependency the scope 'provided'.");
        }
        return code;
    }

    /** What differs by upper and lower case alone is the same file on many a machine. */
    private static String twice(String name, String other) {
        return name.equals(other)
                ? "The entry '" + name + "' is there twice."
                : "The entries '" + other + "' and '" + name + "' differ by upper and lower case alone.";
    }

    static boolean isSignature(String name) {
        return name.startsWith("META-INF/") && name.endsWith(".SF");
    }

    static boolean isText(String name) {
        return FOLDERS.stream().anyMatch(name::startsWith) && ENDINGS.stream().anyMatch(name::endsWith);
    }
}
