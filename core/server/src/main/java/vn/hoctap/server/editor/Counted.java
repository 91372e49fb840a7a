package vn.hoctap.server.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which activities a way counts, as the form shows it: of these types, and what else must hold.
 *
 * @param types none: all
 * @param rest an expression, or nothing
 */
record Counted(List<String> types, String rest) {
    private static final Pattern MANY =
            Pattern.compile("activity\\.type in \\[([^\\]]*)](?:\\s*&&\\s*(.+))?", Pattern.DOTALL);
    private static final Pattern ONE =
            Pattern.compile("activity\\.type == [\"']([a-z0-9-]+)[\"'](?:\\s*&&\\s*(.+))?", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("[\"']([a-z0-9-]+)[\"']");

    static Counted of(String where) {
        String text = where.strip();
        Matcher many = MANY.matcher(text);
        if (many.matches() && splits(many.group(2))) {
            List<String> types = new ArrayList<>();
            TYPE.matcher(many.group(1)).results().forEach(found -> types.add(found.group(1)));
            return new Counted(types, said(many.group(2)));
        }
        Matcher one = ONE.matcher(text);
        if (one.matches() && splits(one.group(2))) {
            return new Counted(List.of(one.group(1)), said(one.group(2)));
        }
        return new Counted(List.of(), text);
    }

    /** Whether it can be told from what stands before it: {@code a && b || c} is not {@code a && (b || c)}. */
    private static boolean splits(String rest) {
        return rest == null || (!rest.contains("||") && !rest.contains("?")) || isGrouped(rest.strip());
    }

    private static boolean isGrouped(String text) {
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return false;
        }
        int depth = 0;
        for (int i = 0; i < text.length() - 1; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return false;
            }
        }
        return true;
    }

    private static String said(String rest) {
        if (rest == null) {
            return "";
        }
        String text = rest.strip();
        return isGrouped(text) ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** These types instead; those that were there before keep their order. */
    Counted counting(List<String> others) {
        return new Counted(
                Stream.concat(types.stream().filter(others::contains), others.stream())
                        .distinct()
                        .toList(),
                rest);
    }

    /** The expression; empty: everything counts. */
    String where() {
        if (types.isEmpty()) {
            return rest;
        }
        String first = types.size() == 1
                ? "activity.type == \"" + types.getFirst() + "\""
                : types.stream()
                        .map(type -> "\"" + type + "\"")
                        .collect(Collectors.joining(", ", "activity.type in [", "]"));
        if (rest.isEmpty()) {
            return first;
        }
        boolean grouped = rest.contains("||") || rest.contains("?");
        return first + " && " + (grouped ? "(" + rest + ")" : rest);
    }
}
