package vn.hoctap.engine.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoctap.engine.expression.MeaningFaults.Said;

/**
 * Says in plain English why a text is no expression at all. Only the first fault of this kind is told: those after it
 * mostly follow from it.
 */
final class SyntaxFaults {
    private static final Pattern AT =
            Pattern.compile(".*(?:input|error at:) '(.*?)'(?: expecting .*)?", Pattern.DOTALL);

    private SyntaxFaults() {}

    static List<Fault> of(CelValidationResult result, String source) {
        CelIssue first = result.getErrors().stream()
                .min(Comparator.comparing(CelIssue::getSourceLocation))
                .orElseThrow();
        int line = Math.max(1, first.getSourceLocation().getLine());
        int column = Math.max(0, first.getSourceLocation().getColumn());
        Said said = source.stripTrailing().endsWith("%")
                ? Mismatches.of("_%_", List.of())
                : translate(first.getMessage(), rest(source, line, column));
        return List.of(new Fault(line, column + 1, said.message(), said.remedy()));
    }

    private static Said translate(String cel, String rest) {
        if (cel.startsWith("Expression recursion limit")) {
            return new Said(
                    "The expression is nested more than " + Limits.MAX_DEPTH + " deep.",
                    "Split it into several conditions.");
        }
        if (cel.startsWith("For input string")) {
            return new Said("This number is too long.", "A number without a point has at most 18 digits.");
        }
        if (cel.startsWith("reserved identifier")) {
            return new Said("This word has a meaning of its own in CEL.", "Put a text in quotes, or use another name.");
        }
        if (cel.startsWith("invalid argument to has()")) {
            return new Said("has(…) asks for a field.", "Write for example has(subject.region).");
        }
        if (cel.startsWith("The argument must be a simple name")) {
            return new Said(
                    "all, exists, exists_one and filter first need a name for the item.",
                    "Write for example indicators.all(i, i.points >= 5).");
        }
        if (cel.startsWith("missing '")) {
            String sign = cel.substring(9, 10);
            return new Said("A closing " + sign + " is missing.", "Close every bracket that was opened.");
        }
        return misspelt(rest.isEmpty() ? "" : at(cel, rest), rest, cel);
    }

    private static String at(String cel, String rest) {
        Matcher match = AT.matcher(cel);
        return match.matches() && !match.group(1).equals("<EOF>") ? match.group(1) : rest;
    }

    private static Said misspelt(String sign, String rest, String cel) {
        if (rest.isEmpty() || cel.contains("'<EOF>'")) {
            return new Said("The expression stops too early: something is missing at its end.", "Complete it.");
        }
        if (sign.startsWith("=>") || sign.startsWith("=<")) {
            return new Said("“" + sign.substring(0, 2) + "” is no comparison.", "Write >= or <=.");
        }
        if (sign.startsWith("=")) {
            return new Said("A single = does not compare.", "Write == for “is equal to”.");
        }
        if (sign.startsWith(">") && cel.startsWith("extraneous")) {
            return new Said(
                    "A second sign follows a comparison.", "Write one of < <= > >=, or != for “is not equal to”.");
        }
        if (sign.startsWith("&") || sign.equals("and")) {
            return new Said("“" + sign.strip() + "” does not join conditions.", "Write && for “and”.");
        }
        if (sign.startsWith("|") || sign.equals("or")) {
            return new Said("“" + sign.strip() + "” does not join conditions.", "Write || for “or”.");
        }
        if (sign.startsWith(",")) {
            return new Said("A comma cannot stand here.", "Write decimals with a point, 84.5, and lists in [ ].");
        }
        if (sign.startsWith("'") || sign.startsWith("\"")) {
            return new Said("The text in quotes is not closed.", "Put the same quote at its end.");
        }
        if ("“”‘’„«»".contains(sign.substring(0, 1))) {
            return new Said("Curved quotes do not mark a text.", "Use straight quotes: \"course\".");
        }
        if (sign.startsWith(")") || sign.startsWith("]")) {
            return new Said("There is one closing " + sign.charAt(0) + " too many.", "Remove it.");
        }
        if (sign.charAt(0) > 127) {
            return new Said("“" + sign.strip() + "” cannot be part of a name.", "Put a text in quotes.");
        }
        return new Said(
                "The expression is not understood from “" + shortened(rest) + "” on.",
                "Check the signs around this place: && || == != < <= > >= in.");
    }

    private static String shortened(String rest) {
        String line = rest.lines().findFirst().orElse(rest).strip();
        return line.length() > 20 ? line.substring(0, 20) + "…" : line;
    }

    private static String rest(String source, int line, int column) {
        String from =
                source.lines().skip(line - 1L).reduce((a, b) -> a + "\n" + b).orElse("");
        int codePoints = Math.min(column, from.codePointCount(0, from.length()));
        return from.substring(from.offsetByCodePoints(0, codePoints));
    }
}
