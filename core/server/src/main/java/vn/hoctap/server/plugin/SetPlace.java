package vn.hoctap.server.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;

/** Where in its plugin a set says one of its top-level keys, for faults that only the host can see. */
final class SetPlace {
    private SetPlace() {}

    static CriteriaError fault(PluginJar jar, CriteriaSet set, String key, String message, String remedy) {
        return jar.texts("criteria").stream()
                .filter(source -> line(source, "id", set.id()) > 0 && line(source, "version", set.version()) > 0)
                .findFirst()
                .map(source -> new CriteriaError(
                        source.file(), Math.max(1, line(source, key, null)), "/" + key, message, remedy))
                .orElseGet(() -> new CriteriaError("criteria", 1, "/" + key, message, remedy));
    }

    /** The line of a top-level key (with this value); 0 when it is not there in a usual form. */
    private static int line(CriteriaSource source, String key, @Nullable String value) {
        String rest = value == null ? "" : "\\s*[\"']?" + Pattern.quote(value) + "[\"']?\\s*(#.*)?$";
        Matcher matcher = Pattern.compile("^[\"']?" + key + "[\"']?\\s*:" + rest, Pattern.MULTILINE)
                .matcher(source.yaml());
        return matcher.find()
                ? 1
                        + (int) source.yaml()
                                .substring(0, matcher.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                : 0;
    }
}
