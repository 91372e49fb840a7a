package vn.hoctap.server.subject;

import java.util.List;
import vn.hoctap.engine.progress.SubjectHistory;

/** What subjects need of the tree of organisational units. */
public interface UnitTree extends SubjectHistory.Places {

    boolean knows(String unit);

    /** The ids from the root to the unit between slashes, {@code /ninh-binh/quang-vinh/}. */
    String path(String unit);

    /** What has become of the unit by today: itself, or those that took its place. */
    List<String> heirs(String unit);

    /** The unit and everything below it; nothing when it is unknown. */
    List<String> below(String unit);
}
