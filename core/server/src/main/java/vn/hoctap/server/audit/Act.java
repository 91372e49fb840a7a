package vn.hoctap.server.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did. No names, mail addresses or anything else by which a stranger would know a person: only the
 * reason is somebody's own words, and it can be erased.
 *
 * @param actor the pseudonym of an account ({@code Caller.name()}), {@code provider:<id>}, or one of the constants here
 * @param subject the key of the person concerned
 * @param object what else it was done to: the id of a fact, job, unit, provider; the serial of a title
 * @param note what the program adds, for instance the names of the fields that were changed
 * @param reason what the actor gave as his reason
 * @param behalf for whom he acted; null: for the units that his roles name, as the account has them
 */
public record Act(
        String actor,
        Deed deed,
        @Nullable Long subject,
        @Nullable String object,
        @Nullable String note,
        @Nullable String reason,
        @Nullable String behalf) {

    /** What the program does by itself. */
    public static final String HOCTAP = "hoctap";
    /** Somebody at the command line of the server. */
    public static final String CONSOLE = "console";
    /** Who could not be told. */
    public static final String NOBODY = "nobody";

    private static final int LONGEST = 2_000;

    public Act {
        object = cut(object);
        note = cut(note);
        reason = cut(reason);
    }

    public static Act of(String actor, Deed deed) {
        return new Act(actor, deed, null, null, null, null, null);
    }

    /** @param key the person concerned */
    public Act to(long key) {
        return new Act(actor, deed, key, object, note, reason, behalf);
    }

    public Act on(@Nullable String id) {
        return new Act(actor, deed, subject, id, note, reason, behalf);
    }

    public Act noting(@Nullable String words) {
        return new Act(actor, deed, subject, object, words, reason, behalf);
    }

    public Act because(@Nullable String why) {
        return new Act(actor, deed, subject, object, note, why, behalf);
    }

    public Act onBehalfOf(@Nullable String other) {
        return new Act(actor, deed, subject, object, note, reason, other);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
