package vn.hoctap.server.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.hoctap.server.subject.Identity;

/** Agents and groups (xAPI data, 4.2.2): somebody is named by exactly one identifier. */
final class AgentRules {
    private static final List<String> IDENTIFIERS = List.of("mbox", "mbox_sha1sum", "openid", "account");
    private static final Pattern MAILTO = Pattern.compile("mailto:[^\\s@]+@[^\\s@]+");
    private static final Pattern SHA1 = Pattern.compile("(?i)[0-9a-f]{40}");

    private AgentRules() {}

    static void agentOrGroup(Place actor) {
        if (!actor.object()) {
            return;
        }
        String type = actor.value().path("objectType").asText("Agent");
        if (type.equals("Group")) {
            group(actor);
        } else if (type.equals("Agent")) {
            agent(actor);
        } else {
            actor.fault("objectType must be Agent or Group here.");
        }
    }

    static void agent(Place agent) {
        if (!agent.object()) {
            return;
        }
        if (!agent.value().path("objectType").asText("Agent").equals("Agent")) {
            agent.fault("objectType must be Agent here.");
        }
        if (identifiers(agent) != 1) {
            agent.fault("An agent has exactly one of " + String.join(", ", IDENTIFIERS) + ".");
        }
        check(agent);
    }

    private static void group(Place group) {
        int identifiers = identifiers(group);
        if (identifiers > 1) {
            group.fault("A group has at most one of " + String.join(", ", IDENTIFIERS) + ".");
        }
        Optional<Place> members = group.find("member");
        if (identifiers == 0 && members.isEmpty()) {
            group.fault("A group without an identifier names its members.");
        }
        members.filter(Place::array).ifPresent(list -> {
            for (int i = 0; i < list.value().size(); i++) {
                agent(list.item(i));
            }
        });
        check(group);
    }

    private static int identifiers(Place actor) {
        return (int) IDENTIFIERS.stream().filter(actor.value()::has).count();
    }

    private static void check(Place actor) {
        actor.find("name").ifPresent(Place::text);
        actor.find("mbox").ifPresent(mbox -> matches(mbox, MAILTO, "An address like mailto:a@example.org is wanted."));
        actor.find("mbox_sha1sum").ifPresent(sum -> matches(sum, SHA1, "40 hexadecimal digits are wanted here."));
        actor.find("openid").ifPresent(Place::iri);
        actor.find("account").filter(Place::object).ifPresent(account -> {
            account.require("homePage").ifPresent(Place::iri);
            account.require("name").filter(Place::text).ifPresent(name -> {
                String text = name.value().textValue();
                if (text.isEmpty() || text.length() > XapiLimits.KEY_LENGTH) {
                    name.fault("1 to " + XapiLimits.KEY_LENGTH + " characters are wanted here.");
                }
            });
        });
    }

    private static void matches(Place place, Pattern pattern, String detail) {
        if (place.text()
                && (place.value().textValue().length() > XapiLimits.KEY_LENGTH
                        || !pattern.matcher(place.value().textValue()).matches())) {
            place.fault(detail);
        }
    }

    /** Under which name the sender knows the person; empty for a group. For an actor that is sound. */
    static Optional<String> identity(JsonNode actor) {
        if (actor.path("objectType").asText("Agent").equals("Group")) {
            return Optional.empty();
        }
        if (actor.has("account")) {
            return Optional.of(new Identity.Account(
                            actor.path("account").path("homePage").textValue(),
                            actor.path("account").path("name").textValue())
                    .key());
        }
        if (actor.has("mbox")) {
            return Optional.of(new Identity.Mbox(actor.path("mbox").textValue()).key());
        }
        return actor.has("openid")
                ? Optional.of("openid:" + actor.path("openid").textValue())
                : Optional.of("mbox_sha1sum:" + actor.path("mbox_sha1sum").textValue());
    }
}
