package vn.hoctap.server.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A statement that is sound.
 *
 * @param given its sender gave the id; otherwise it is ours, and the statement is never taken for another
 * @param json what it says
 * @param body the bytes as received
 * @param hash of its content, for telling whether another with the same id says the same
 * @param timestamp when it happened, or when it was received
 */
record Statement(UUID id, boolean given, JsonNode json, Buffer body, Instant timestamp, Buffer hash) {

    /** Under which name the sender knows the person; empty for a group. */
    Optional<String> actor() {
        return AgentRules.identity(json.path("actor"));
    }

    String verb() {
        return json.path("verb").path("id").textValue();
    }

    /** The id of the activity or statement that it is about; of a person, his identity. */
    String object() {
        JsonNode object = json.path("object");
        return switch (object.path("objectType").asText("Activity")) {
            case "Agent", "Group" -> AgentRules.identity(object).orElse("group");
            case "SubStatement" -> "sub-statement";
            default -> object.path("id").asText();
        };
    }

    /** The type of the activity, or else what kind of object it is. */
    String type() {
        JsonNode object = json.path("object");
        String kind = object.path("objectType").asText("Activity");
        return kind.equals("Activity")
                ? object.path("definition").path("type").asText("an activity without type")
                : kind;
    }
}
