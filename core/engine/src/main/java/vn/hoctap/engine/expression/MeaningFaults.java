package vn.hoctap.engine.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain English what CEL's checker found. */
final class MeaningFaults {
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
    private static final Pattern NO_FIELD = Pattern.compile("undefined field '([^']*)'.*");
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*");
    private static final Pattern RANGE = Pattern.compile("expression of type '([^']*)' cannot be range.*");
    private static final Pattern NO_FIELDS = Pattern.compile("type '([^']*)' does not support field.*");
    private static final Pattern TYPES = Pattern.compile("expected type '([^']*)' but found '([^']*)'.*");

    /** Types that only a refused literal can have; {@link Restrictions} has spoken of it already. */
    private static final Pattern REFUSED = Pattern.compile("uint|bytes|null");

    /** What to tell the author. */
    record Said(String message, String remedy) {}

    private final CelExpr root;
    private final Scope scope;
    private final Set<Long> withinUnknown = new HashSet<>();

    private MeaningFaults(CelExpr root, Scope scope) {
        this.root = root;
        this.scope = scope;
    }

    static List<Fault> of(List<CelIssue> issues, CelExpr root, Scope scope, Positions positions) {
        MeaningFaults words = new MeaningFaults(root, scope);
        return issues.stream()
                .flatMap(issue -> words.translate(issue).stream()
                        .map(said -> positions.fault(issue.getExprId(), said.message(), said.remedy())))
                .toList();
    }

    /** What to tell of a fault; nothing when it only follows from another. */
    private List<Said> translate(CelIssue issue) {
        String text = issue.getMessage().replace('\n', ' ');
        Optional<Typing> place = Typing.at(issue.getExprId(), root, scope.variables());
        return match(UNDECLARED, text)
                .map(match -> undeclared(match.group(1), issue.getExprId(), place))
                .or(() -> match(NO_FIELD, text).map(match -> List.of(UnknownNames.field(match.group(1), place))))
                .or(() -> match(OVERLOAD, text).map(MeaningFaults::mismatch))
                .or(() -> match(RANGE, text).map(match -> List.of(noList(match.group(1)))))
                .or(() -> match(NO_FIELDS, text).map(match -> List.of(noFields(match.group(1), place))))
                .or(() -> match(TYPES, text).map(match -> List.of(otherType(match))))
                .orElseGet(() -> List.of(
                        new Said("This is not understood: " + text + ".", "Write the expression more simply.")));
    }

    private static Optional<MatchResult> match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** What stands within the brackets of an unknown function is not judged: its names may be that function's own. */
    private List<Said> undeclared(String name, long id, Optional<Typing> place) {
        if (withinUnknown.contains(id)) {
            return List.of();
        }
        Optional<CelExpr> call = place.map(Typing::node).filter(node -> node.getKind() == Kind.CALL);
        if (call.isEmpty()) {
            return List.of(UnknownNames.variable(name, place, scope));
        }
        call.get().call().args().forEach(this::forget);
        return List.of(Wording.isOperator(name) ? Mismatches.of(name, List.of()) : UnknownNames.function(name, scope));
    }

    private void forget(CelExpr node) {
        withinUnknown.add(node.id());
        Nodes.children(node).forEach(this::forget);
    }

    private static List<Said> mismatch(MatchResult match) {
        return REFUSED.matcher(match.group(2)).find()
                ? List.of()
                : List.of(Mismatches.of(match.group(1), Wording.types(match.group(2))));
    }

    private static Said noList(String type) {
        return new Said(
                "all, exists, exists_one and filter need a list, but this is " + Wording.type(type) + ".",
                "Use a list, for example indicators.all(i, i.points >= 5).");
    }

    private static Said noFields(String type, Optional<Typing> place) {
        boolean keyMeant = place.map(Typing::node)
                .filter(node -> node.getKind() == Kind.SELECT)
                .flatMap(node -> Nodes.variable(node.select().operand()))
                .filter("indicators"::equals)
                .isPresent();
        return new Said(
                "This is " + Wording.type(type) + " and has no fields.",
                keyMeant
                        ? "For one indicator write indicator[\"…\"], for all of them indicators.all(i, …)."
                        : "Remove what follows it, or go through a list with all(i, …) or exists(i, …).");
    }

    private static Said otherType(MatchResult match) {
        return new Said(
                "This is " + Wording.type(match.group(2)) + ", but " + Wording.type(match.group(1)) + " belongs here.",
                "Use values of the same kind.");
    }
}
