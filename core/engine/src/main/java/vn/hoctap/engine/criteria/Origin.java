package vn.hoctap.engine.criteria;

/**
 * Where a part of a criteria document was written.
 *
 * @param pointer a JSON pointer into the file; of an inherited part, into the resolved base
 * @param line counted from 1; of an inherited part, the line of {@code extends}
 */
record Origin(String pointer, int line, Style style) {

    enum Style {
        /** Within its line: plain or in quotes. */
        FLOW,
        /** A block of lines, which begins below the {@code |}. */
        BLOCK,
        INHERITED
    }

    Origin inherited(int extendsLine) {
        return new Origin(pointer, extendsLine, Style.INHERITED);
    }

    /** The line in the file of a line, counted from 1, of the text that was written here. */
    int lineOf(int textLine) {
        return switch (style) {
            case FLOW -> line + textLine - 1;
            case BLOCK -> line + textLine;
            case INHERITED -> line;
        };
    }

    static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
