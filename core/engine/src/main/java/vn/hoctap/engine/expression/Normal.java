package vn.hoctap.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableIdent;
import dev.cel.common.ast.CelMutableExpr.CelMutableSelect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoctap.api.Rational;

/**
 * The normal form of a parsed expression. Each number literal becomes a constant of this expression, read from its own
 * text, so that no double ever exists; {@code x["name"]} becomes the field {@code name} of x, so that an unknown id is
 * found like an unknown field. Nodes keep their ids, and with them their positions.
 */
final class Normal {
    private static final Pattern NUMBER = Pattern.compile("-?\\s*(\\d*\\.?\\d+(?:[eE][+-]?\\d+)?)");

    private final String source;
    private final Map<Long, Integer> positions;
    private final Map<Rational, String> names = new LinkedHashMap<>();
    private final List<Long> unreadable = new ArrayList<>();
    private final CelAbstractSyntaxTree ast;

    private Normal(CelAbstractSyntaxTree parsed, String source) {
        this.source = source;
        this.positions = parsed.getSource().getPositionsMap();
        CelMutableAst mutable = CelMutableAst.fromCelAst(parsed);
        rewrite(mutable.expr());
        this.ast = mutable.toParsedAst(true);
    }

    static Normal of(CelAbstractSyntaxTree parsed, String source) {
        return new Normal(parsed, source);
    }

    CelAbstractSyntaxTree ast() {
        return ast;
    }

    /** Values by name; the names begin with {@code @}, which no author can write. */
    Map<String, Optional<Object>> constants() {
        Map<String, Optional<Object>> constants = new LinkedHashMap<>();
        names.forEach((value, name) -> constants.put(name, Optional.of(ExactNumber.of(value))));
        return Map.copyOf(constants);
    }

    /** The literals that are longer than a number may be. */
    List<Long> unreadable() {
        return List.copyOf(unreadable);
    }

    private void rewrite(CelMutableExpr node) {
        switch (node.getKind()) {
            case SELECT -> rewrite(node.select().operand());
            case CALL -> rewriteCall(node);
            case LIST -> node.list().elements().forEach(this::rewrite);
            case STRUCT -> node.struct().entries().forEach(entry -> rewrite(entry.value()));
            case MAP -> node.map().entries().forEach(entry -> rewrite(entry.value()));
            case COMPREHENSION -> {
                CelMutableExpr.CelMutableComprehension loop = node.comprehension();
                rewrite(loop.iterRange());
                rewrite(loop.accuInit());
                rewrite(loop.loopCondition());
                rewrite(loop.loopStep());
                rewrite(loop.result());
            }
            case CONSTANT -> rewriteNumber(node);
            case IDENT, NOT_SET -> {}
        }
    }

    private void rewriteCall(CelMutableExpr node) {
        node.call().target().ifPresent(this::rewrite);
        List<CelMutableExpr> args = node.call().args();
        if (!node.call().function().equals("_[_]")) {
            args.forEach(this::rewrite);
            return;
        }
        rewrite(args.get(0));
        CelMutableExpr index = args.get(1);
        if (isConstant(index, CelConstant.Kind.STRING_VALUE)) {
            node.setSelect(CelMutableSelect.create(args.get(0), index.constant().stringValue()));
        } else if (!isConstant(index, CelConstant.Kind.INT64_VALUE)) {
            rewrite(index);
        }
    }

    private static boolean isConstant(CelMutableExpr node, CelConstant.Kind kind) {
        return node.getKind() == Kind.CONSTANT && node.constant().getKind() == kind;
    }

    private void rewriteNumber(CelMutableExpr node) {
        switch (node.constant().getKind()) {
            case INT64_VALUE -> name(node, Rational.of(node.constant().int64Value()));
            case DOUBLE_VALUE -> {
                try {
                    Rational size = Rational.of(literal(node.id()));
                    name(node, node.constant().doubleValue() < 0 ? size.negate() : size);
                } catch (ArithmeticException tooLong) {
                    unreadable.add(node.id());
                    name(node, Rational.ZERO);
                }
            }
            default -> {}
        }
    }

    private void name(CelMutableExpr node, Rational value) {
        node.setIdent(CelMutableIdent.create(names.computeIfAbsent(value, v -> "@" + names.size())));
    }

    private String literal(long id) {
        int start = source.offsetByCodePoints(0, positions.getOrDefault(id, 0));
        Matcher number = NUMBER.matcher(source).region(start, source.length());
        if (!number.lookingAt()) {
            throw new IllegalStateException("no number at " + start + " of " + source);
        }
        return number.group(1);
    }
}
