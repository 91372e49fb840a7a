package vn.hoctap.server.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.hoctap.server.http.Problem.PointerError;

/** What the specification (xAPI 1.0.3 and 2.0, data, 4) demands of a statement. */
final class StatementRules {
    private static final Set<String> NAMES = Set.of(
            "id",
            "actor",
            "verb",
            "object",
            "result",
            "context",
            "timestamp",
            "stored",
            "authority",
            "version",
            "attachments");
    private static final Set<String> SUB_NAMES =
            Set.of("objectType", "actor", "verb", "object", "result", "context", "timestamp", "attachments");
    private static final Pattern VERSION = Pattern.compile("1\\.0(\\.\\d+)?|2\\.0(\\.\\d+)?");
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d([.,]\\d{1,9})?([Zz]|(?!-00:?00)[+-]\\d\\d:?\\d\\d)");

    private StatementRules() {}

    /** @param pointer where the statement stands in the request */
    static void check(JsonNode statement, String pointer, List<PointerError> faults) {
        Place place = new Place(statement, pointer, faults);
        if (!place.object()) {
            return;
        }
        place.only(NAMES);
        place.find("id").ifPresent(Place::uuid);
        place.find("authority").ifPresent(AgentRules::agentOrGroup);
        place.find("stored").ifPresent(StatementRules::time);
        place.find("version").filter(Place::text).ifPresent(version -> {
            if (!isVersion(version.value().textValue())) {
                version.fault("A version is 1.0.x or 2.0.x.");
            }
        });
        common(place, false);
        place.plain();
    }

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    static void subStatement(Place statement) {
        statement.only(SUB_NAMES);
        common(statement, true);
    }

    private static void common(Place statement, boolean nested) {
        statement.require("actor").ifPresent(AgentRules::agentOrGroup);
        statement.require("verb").filter(Place::object).ifPresent(verb -> {
            verb.require("id").ifPresent(Place::iri);
            verb.find("display").ifPresent(Place::languageMap);
        });
        statement.require("object").ifPresent(object -> ObjectRules.object(object, nested));
        boolean aboutActivity = statement
                .value()
                .path("object")
                .path("objectType")
                .asText("Activity")
                .equals("Activity");
        statement.find("result").ifPresent(ResultRules::result);
        statement.find("context").ifPresent(context -> ObjectRules.context(context, aboutActivity));
        statement.find("timestamp").ifPresent(StatementRules::time);
        statement.find("attachments").filter(Place::array).ifPresent(StatementRules::attachments);
    }

    private static void time(Place time) {
        if (time.text() && !isTime(time.value().textValue())) {
            time.fault("A time by RFC 3339 is wanted here, like 2026-03-02T08:00:00+07:00.");
        }
    }

    private static boolean isTime(String text) {
        if (!TIME.matcher(text).matches()) {
            return false;
        }
        try {
            return parse(text).getYear() > 0;
        } catch (DateTimeException impossible) {
            return false;
        }
    }

    /** Reads a time that is sound; the specification allows offsets without a colon. */
    static OffsetDateTime parse(String text) {
        String plain = text.replace(' ', 'T').replace(',', '.').toUpperCase(Locale.ROOT);
        int end = plain.length();
        boolean noColon = !plain.endsWith("Z") && plain.charAt(end - 3) != ':';
        return OffsetDateTime.parse(noColon ? plain.substring(0, end - 2) + ":" + plain.substring(end - 2) : plain);
    }

    private static void attachments(Place list) {
        for (int i = 0; i < list.value().size(); i++) {
            Place attachment = list.item(i);
            if (attachment.object()) {
                attachment.require("usageType").ifPresent(Place::iri);
                attachment.require("display").ifPresent(Place::languageMap);
                attachment.require("contentType").ifPresent(Place::text);
                attachment.require("length").ifPresent(Place::number);
                attachment.require("sha2").ifPresent(Place::text);
                if (attachment.find("fileUrl").isEmpty()) {
                    attachment.fault("An attachment that is sent along is not accepted; give its fileUrl.");
                }
            }
        }
    }
}
