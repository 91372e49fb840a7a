package vn.hoctap.server.editor;

/** How much a draft may be. */
final class EditorLimits {
    /** Characters of a criteria set: many times the largest that is shipped. */
    static final int CRITERIA = 100_000;

    static final int EXAMPLES = 100_000;
    /** Bytes of a form, in which a letter with a tone mark takes up to nine. */
    static final int FORM = 1024 * 1024;

    static final int FORM_FIELDS = 5_000;
    /** People on whom a set is tried while somebody waits. */
    static final int TRIED = 400;
    /** Of them, how many of each fate are named. */
    static final int NAMED = 20;

    private EditorLimits() {}
}
