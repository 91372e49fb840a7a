package vn.hoctap.server.editor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSource;

/**
 * A criteria set that somebody is writing.
 *
 * @param unit the part of the tree that it is meant for; null: the whole tree
 * @param plugin what the plugin is called that is made of it
 * @param criteria YAML as it was typed, right or wrong
 * @param examples cases that the set must decide as they say, as they were typed; empty: none
 * @param revision raised by every change
 */
public record Draft(
        UUID id,
        @Nullable String unit,
        String plugin,
        String criteria,
        String examples,
        int revision,
        Instant changedAt,
        String changedBy) {

    /** The file in the plugin that is made of it. */
    public CriteriaSource source() {
        return new CriteriaSource("criteria/" + plugin + ".yaml", criteria);
    }

    CriteriaSource exampleSource() {
        return new CriteriaSource("examples/" + plugin + ".yaml", examples);
    }

    Draft withExamples(String others) {
        return new Draft(id, unit, plugin, criteria, others, revision, changedAt, changedBy);
    }

    /** What the version of the plugin is called that is made of it as it is now: other content, another version. */
    String pluginVersion() {
        return "1.0." + revision;
    }
}
