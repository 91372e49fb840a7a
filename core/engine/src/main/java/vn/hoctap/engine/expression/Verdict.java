package vn.hoctap.engine.expression;

/** What became of a condition. Everything but {@link True} counts as false, and says why. */
public sealed interface Verdict {
    record True() implements Verdict {
        private static final True ANSWER = new True();
    }

    record False() implements Verdict {
        private static final False ANSWER = new False();
    }

    /**
     * The condition met a field without a value before it was decided.
     *
     * @param field as an author writes it: {@code subject.region}, {@code indicator["cntt"].value}
     */
    record Absent(String field) implements Verdict {}

    /**
     * The condition could not be worked out: a division by zero, a number too long, too many steps.
     *
     * @param reason an English sentence
     */
    record Failed(String reason) implements Verdict {}

    default boolean isTrue() {
        return this instanceof True;
    }

    static Verdict of(boolean value) {
        return value ? True.ANSWER : False.ANSWER;
    }
}
