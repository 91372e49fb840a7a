package vn.hoctap.server.editor;

/**
 * Something wrong with a draft, in the reader's language.
 *
 * @param line counted from 1
 * @param place a JSON pointer into the file
 * @param text the line as it is written, cut to a width that fits
 */
public record Finding(int line, String place, String message, String remedy, String text) {

    public String both() {
        return message + " " + remedy;
    }
}
