package vn.hoctap.server.exchange;

/**
 * A spreadsheet takes a text of a CSV file that begins with one of {@code = + - @}, a tab or a line end for a formula. An
 * apostrophe before it makes it a text again; and one before an apostrophe keeps apart what began with one itself, so that
 * reading undoes exactly what writing did.
 */
final class Injection {
    private static final String DANGEROUS = "=+-@\t\r\n";
    private static final char MARK = '\'';

    private Injection() {}

    static String escaped(String text) {
        return isMarked(text, 0) ? MARK + text : text;
    }

    static String undone(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK && isMarked(text, 1) ? text.substring(1) : text;
    }

    /** Any number of marks and then something dangerous. */
    private static boolean isMarked(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == MARK) {
            at++;
        }
        return at < text.length() && DANGEROUS.indexOf(text.charAt(at)) >= 0;
    }
}
