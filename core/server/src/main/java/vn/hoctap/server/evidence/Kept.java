package vn.hoctap.server.evidence;

/** What became of a file that was sent as evidence. */
public sealed interface Kept {

    record As(Evidence evidence) implements Kept {}

    /** @param name of the file as it was sent, without its folders */
    record Not(String name, Why why) implements Kept {}

    /** Why a file is not kept; each has words on the pages and in the API. */
    enum Why {
        EMPTY("the file is empty; send the photo or document itself"),
        TYPE("only photos (JPEG, PNG, WebP, HEIC) and PDF documents are taken; the content decides, not the name"),
        BROKEN("the photo is damaged; take it again or send it in another format"),
        TOO_LARGE("the file is too large; take the photo smaller, or scan fewer pages"),
        TOO_MANY("an activity takes no more files; send the ones that prove most"),
        PERSON_FULL("this person has no room left for files; delete what proves nothing, or ask the operator for more");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }

        /** For programs, in English. */
        public String sentence() {
            return sentence;
        }

        /** Whether sending less would help. */
        public boolean large() {
            return this == TOO_LARGE || this == TOO_MANY || this == PERSON_FULL;
        }
    }
}
