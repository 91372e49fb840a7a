package vn.hoctap.server.learner;

/**
 * A question that waits for the reader's answer.
 *
 * @param key for references in the markup
 * @param typed what was typed as an answer so far
 * @param wrong what is wrong with it; empty: nothing
 */
public record AskedView(
        String key,
        String activity,
        String title,
        String href,
        long seq,
        String text,
        String asked,
        String typed,
        String wrong,
        FilesView files) {}
