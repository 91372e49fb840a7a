package vn.hoctap.server.follow;

import java.util.Set;
import vn.hoctap.server.database.Sql;

/** Somebody who follows what happens to subjects. It is called by one thread of one node at a time. */
public interface Follower {

    /** Under which its place in the outbox is kept; never another one's. */
    String name();

    /** Whether it follows titles and subjects only, and not what else they learn. */
    default boolean ofTitlesOnly() {
        return false;
    }

    /** Whether it leaves the machine to others just now: nothing of what has happened is lost, it waits in the outbox. */
    default boolean rests() {
        return false;
    }

    /** About so many subjects at a time are enough; the rows of the outbox are not split. */
    default int enough() {
        return 1_000;
    }

    /**
     * Takes in whatever follows from it. All that stirred these subjects is committed and can be read; the same may come
     * again.
     *
     * @param sql the transaction in which the place in the outbox moves
     * @param stirred the keys of subjects
     * @param turned those of them of whom a title or the subject itself has changed, which others wait for
     */
    void take(Sql sql, Set<Long> stirred, Set<Long> turned);

    /** After the commit of what was taken in. */
    default void taken() {}
}
