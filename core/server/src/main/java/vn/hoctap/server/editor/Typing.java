package vn.hoctap.server.editor;

import io.vertx.core.MultiMap;

/** What is typed into the fields of a form. */
final class Typing {
    private Typing() {}

    static String text(MultiMap form, String name) {
        String value = form.get(name);
        return value == null ? "" : value.replace("\0", "").strip();
    }

    /** Several lines, as they are but for their ends, which browsers send as they like. */
    static String lines(MultiMap form, String name) {
        String value = form.get(name);
        return value == null
                ? ""
                : value.replace("\0", "").replace("\r\n", "\n").replace('\r', '\n');
    }
}
