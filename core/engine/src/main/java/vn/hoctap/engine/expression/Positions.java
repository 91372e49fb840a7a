package vn.hoctap.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;

/**
 * Says where in its text a fault lies. CEL points at the bracket of a call and at the point before a field; an author
 * looks for the word.
 */
final class Positions {
    private final CelAbstractSyntaxTree ast;
    private final int[] text;

    Positions(CelAbstractSyntaxTree ast, String source) {
        this.ast = ast;
        this.text = source.codePoints().toArray();
    }

    Fault fault(long id, String message, String remedy) {
        int offset = word(ast.getSource().getPositionsMap().getOrDefault(id, 0));
        CelSourceLocation place = ast.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
        return new Fault(place.getLine(), place.getColumn() + 1, message, remedy);
    }

    private int word(int offset) {
        if (offset >= text.length) {
            return offset;
        }
        if (text[offset] == '.') {
            return offset + 1;
        }
        int start = offset;
        while (text[offset] == '(' && start > 0 && Character.isJavaIdentifierPart(text[start - 1])) {
            start--;
        }
        return start;
    }
}
