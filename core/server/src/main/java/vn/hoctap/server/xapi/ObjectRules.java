package vn.hoctap.server.xapi;

import java.util.List;
import java.util.Set;

/** What a statement is about (xAPI data, 4.2.4 and 4.2.6): activities, people, other statements; and their context. */
final class ObjectRules {
    private static final List<String> ACTIVITIES = List.of("parent", "grouping", "category", "other");

    private ObjectRules() {}

    static void object(Place object, boolean nested) {
        if (!object.object()) {
            return;
        }
        switch (object.value().path("objectType").asText("Activity")) {
            case "Activity" -> activity(object);
            case "Agent", "Group" -> AgentRules.agentOrGroup(object);
            case "StatementRef" -> reference(object);
            case "SubStatement" -> {
                if (nested) {
                    object.fault("A sub-statement holds no other sub-statement.");
                } else {
                    StatementRules.subStatement(object);
                }
            }
            default -> object.fault("objectType must be Activity, Agent, Group, StatementRef or SubStatement.");
        }
    }

    private static void activity(Place activity) {
        if (!activity.object()) {
            return;
        }
        activity.require("id").ifPresent(Place::iri);
        activity.find("definition").filter(Place::object).ifPresent(definition -> {
            definition.find("name").ifPresent(Place::languageMap);
            definition.find("description").ifPresent(Place::languageMap);
            definition.find("type").ifPresent(Place::iri);
            definition.find("moreInfo").ifPresent(Place::iri);
            definition.find("extensions").ifPresent(Place::extensions);
        });
    }

    private static void reference(Place reference) {
        reference.only(Set.of("objectType", "id"));
        reference.require("id").ifPresent(Place::uuid);
    }

    static void context(Place context, boolean aboutActivity) {
        if (!context.object()) {
            return;
        }
        context.find("registration").ifPresent(Place::uuid);
        context.find("instructor").ifPresent(AgentRules::agentOrGroup);
        context.find("team").ifPresent(AgentRules::agentOrGroup);
        context.find("contextActivities").filter(Place::object).ifPresent(ObjectRules::contextActivities);
        context.find("statement").filter(Place::object).ifPresent(ObjectRules::reference);
        context.find("extensions").ifPresent(Place::extensions);
        context.find("language").ifPresent(Place::text);
        for (String name : List.of("revision", "platform")) {
            context.find(name).filter(Place::text).ifPresent(place -> {
                if (!aboutActivity) {
                    place.fault("'" + name + "' is for statements about activities only.");
                }
            });
        }
    }

    private static void contextActivities(Place kinds) {
        kinds.only(Set.copyOf(ACTIVITIES));
        for (String kind : ACTIVITIES) {
            kinds.find(kind).ifPresent(place -> {
                if (place.value().isArray()) {
                    for (int i = 0; i < place.value().size(); i++) {
                        activity(place.item(i));
                    }
                } else {
                    activity(place);
                }
            });
        }
    }
}
