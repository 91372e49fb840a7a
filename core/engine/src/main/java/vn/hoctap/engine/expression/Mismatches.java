package vn.hoctap.engine.expression;

import java.util.List;
import java.util.Set;
import vn.hoctap.engine.expression.MeaningFaults.Said;

/** Says what is wrong when an operator or function is given values that it cannot work with. */
final class Mismatches {
    private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=", "==", "!=");
    private static final Set<String> SUMS = Set.of("+", "-", "*", "/");
    private static final Set<String> LOGIC = Set.of("&&", "||", "!");

    private Mismatches() {}

    /** @param types in words; empty when the operator does not exist at all */
    static Said of(String function, List<String> types) {
        String name = Wording.operator(function);
        if (name.equals("%")) {
            return new Said("There is no % here.", "Write a percentage as a plain number, 80 for 80 %.");
        }
        if (name.equals("[ ]")) {
            return index(types);
        }
        if (!Wording.isOperator(function)) {
            return call(name, types);
        }
        if (types.size() == 1) {
            return new Said(
                    name + " cannot stand before " + types.get(0) + ".",
                    LOGIC.contains(name) ? "Put a condition after it, in ( )." : "Put a number after it.");
        }
        String both = String.join(" and ", types);
        if (ORDER.contains(name)) {
            return new Said(name + " cannot compare " + both + ".", compare(types));
        }
        if (SUMS.contains(name)) {
            return new Said(
                    name + " cannot calculate with " + both + ".", "Calculate with numbers; texts cannot be joined.");
        }
        if (LOGIC.contains(name)) {
            return new Said(
                    name + " must stand between two conditions, but here it stands between " + both + ".",
                    "Compare each side with something, for example total >= 80.");
        }
        if (name.equals("in")) {
            return new Said(
                    "in cannot look for " + both.replace(" and ", " in ") + ".",
                    "Look for a value in a list of the same kind, for example activity.type in [\"course\", \"exam\"].");
        }
        return new Said(name + " does not work with " + both + ".", "Use values of the same kind on both sides.");
    }

    private static String compare(List<String> types) {
        return types.contains("a number") && types.contains("a text")
                ? "Write numbers without quotes and texts with quotes, the same on both sides."
                : types.contains("a time")
                        ? "Compare a time with date(\"2025-01-31\")."
                        : "Compare two values of the same kind.";
    }

    private static Said index(List<String> types) {
        return types.get(0).equals("a list")
                ? new Said("The position in a list must be a whole number.", "Write [0] for the first item.")
                : new Said(
                        "[ ] needs an id that is written out.",
                        "Use a constant id in quotes, for example indicator[\"cap-nhat-kien-thuc\"].");
    }

    private static Said call(String name, List<String> types) {
        String given = types.isEmpty() ? "nothing" : String.join(" and ", types);
        return new Said(
                name + "(…) does not work with " + given + ".",
                switch (name) {
                    case "holds" -> "Write holds(\"title\") or holds(\"title\", \"level\").";
                    case "date" -> "Write date(\"2025-01-31\").";
                    case "size" -> "Ask for the size of a text or a list.";
                    case "startsWith", "endsWith", "contains" ->
                        "Write for example activity.title." + name + "(\"số\").";
                    default -> "Check what stands between its brackets.";
                });
    }
}
