package vn.hoctap.server.editor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a set is for, where that is a group. */
final class Audience {
    private static final Pattern GROUP = Pattern.compile("\\s*subject\\.group\\s*==\\s*[\"']([a-z0-9-]+)[\"']\\s*");

    private Audience() {}

    static Optional<String> group(String expression) {
        Matcher group = GROUP.matcher(expression);
        return group.matches() ? Optional.of(group.group(1)) : Optional.empty();
    }

    static String expression(String group) {
        return "subject.group == \"" + group + "\"";
    }
}
