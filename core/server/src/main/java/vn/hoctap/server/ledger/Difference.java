package vn.hoctap.server.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of a subject and is not what its facts give.
 *
 * @param subject the subject's id
 * @param title the title and cycle it is about; null: a fact
 * @param stored what the database says
 * @param right what the facts say
 */
public record Difference(
        String subject, @Nullable String title, @Nullable Integer cycle, String stored, String right) {
    @Override
    public String toString() {
        String what = title == null ? subject : "%s, %s %s".formatted(subject, title, cycle);
        return "%s: stored is %s, right is %s".formatted(what, stored, right);
    }
}
