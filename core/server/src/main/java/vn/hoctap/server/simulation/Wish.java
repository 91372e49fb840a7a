package vn.hoctap.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants to know.
 *
 * @param set the id of a published set; empty: the draft
 * @param draft the YAML of a set that is not published
 * @param orgUnit the part of the tree whose people are looked at; empty: as far as he may look
 * @param scope the part of the tree for which the draft would hold; empty: that of the published set, else as orgUnit
 * @param parameters new values of the set's parameters, by name
 */
public record Wish(
        Optional<String> set,
        Optional<String> draft,
        int cycle,
        Optional<String> orgUnit,
        Optional<String> scope,
        Map<String, JsonNode> parameters) {

    /** What this draft would do to the people of a part of the tree, for which it would hold. */
    public static Wish ofDraft(String yaml, int cycle, Optional<String> orgUnit) {
        return new Wish(Optional.empty(), Optional.of(yaml), cycle, orgUnit, orgUnit, Map.of());
    }
}
