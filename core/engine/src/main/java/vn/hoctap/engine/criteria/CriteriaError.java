package vn.hoctap.engine.criteria;

/**
 * One fault of a criteria file.
 *
 * @param file the file's name inside its plugin
 * @param line counted from 1
 * @param path a JSON pointer into the document, for instance {@code /criteria/0/indicators/2/from/0/where}
 * @param message what is wrong, one sentence
 * @param remedy what to do about it, one sentence
 */
public record CriteriaError(String file, int line, String path, String message, String remedy) {
    @Override
    public String toString() {
        return "%s:%d %s: %s %s".formatted(file, line, path, message, remedy);
    }
}
