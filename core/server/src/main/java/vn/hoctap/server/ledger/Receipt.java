package vn.hoctap.server.ledger;

import java.util.List;
import java.util.Locale;
import vn.hoctap.server.title.TitleRecord;

/**
 * The answer to one command, given after the commit.
 *
 * @param titles newly awarded to the subject; named at the last command of that subject in the submission
 */
public record Receipt(String id, Status status, List<TitleRecord> titles) {

    public enum Status {
        RECORDED,
        /** It was known already, with the same content; nothing changed. */
        DUPLICATE;

        private final String slug = name().toLowerCase(Locale.ROOT);

        /** As written in JSON. */
        public String slug() {
            return slug;
        }
    }
}
