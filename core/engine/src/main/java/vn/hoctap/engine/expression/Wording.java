package vn.hoctap.engine.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CEL's names in the words of somebody who writes criteria. */
final class Wording {
    private static final Map<String, String> TYPES = Map.of(
            "number", "a number",
            "int", "a position in a list",
            "string", "a text",
            "bool", "true or false",
            "timestamp", "a time",
            "google.protobuf.Timestamp", "a time",
            "duration", "a length of time",
            "google.protobuf.Duration", "a length of time",
            "null", "nothing",
            "list", "a list");

    private Wording() {}

    /** A type as CEL formats it; our own struct types are named in words already. */
    static String type(String cel) {
        String name = cel.strip();
        return name.startsWith("list(") ? "a list" : TYPES.getOrDefault(name, name);
    }

    /** The types of the arguments in CEL's “(string, list(number))” or, after the owner of a method, “string.(number)”. */
    static List<String> types(String arguments) {
        String bracketed = arguments.substring(arguments.startsWith("(") ? 0 : arguments.indexOf(".(") + 1);
        List<String> types = new ArrayList<>();
        if (bracketed.equals("()")) {
            return types;
        }
        int depth = 0;
        int start = 1;
        for (int i = 1; i < bracketed.length(); i++) {
            char at = bracketed.charAt(i);
            if (depth == 0 && (at == ',' || i == bracketed.length() - 1)) {
                types.add(type(bracketed.substring(start, i)));
                start = i + 1;
            }
            depth += at == '(' ? 1 : at == ')' ? -1 : 0;
        }
        return types;
    }

    /** {@code _>=_} is {@code >=}. */
    static String operator(String function) {
        return switch (function) {
            case "_?_:_" -> "? :";
            case "_[_]" -> "[ ]";
            case "@in" -> "in";
            default -> function.replace("_", "");
        };
    }

    static boolean isOperator(String function) {
        return function.equals("@in") || (function.contains("_") && !function.matches("\\w+"));
    }
}
