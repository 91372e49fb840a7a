package vn.hoctap.server.exchange;

/**
 * One cell.
 *
 * @param text without blanks around it; empty: there is nothing
 * @param typed the file itself says what it is: a number is written with a point, a date in ISO form, and nothing needs to
 *     be guessed. Otherwise it is what a person typed.
 */
record Cell(String text, boolean typed) {
    static final Cell EMPTY = new Cell("", false);

    static Cell typed(String text) {
        return new Cell(text, true);
    }

    static Cell written(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? EMPTY : new Cell(stripped, false);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }
}
