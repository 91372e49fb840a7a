package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.progress.SubjectHistory.Dated;
import vn.hoctap.engine.progress.SubjectHistory.Stay;

/** A subject as it is shown outside. */
final class SubjectJson {
    private SubjectJson() {}

    /** What holds on a day. */
    static Map<String, @Nullable Object> of(Subject subject, LocalDate day) {
        Map<String, Object> attributes = subject.attributes(day);
        Object group = attributes.remove("group");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", subject.id());
        json.put("kind", subject.kind().slug());
        json.put("name", subject.name());
        json.put("birthDate", subject.history().birthDate());
        json.put("group", group);
        json.put("residence", subject.residence(day).orElse(null));
        json.put("workplaces", subject.workplaces(day));
        json.put("orgUnit", subject.orgUnit());
        json.put("attributes", attributes);
        json.put(
                "identities",
                subject.identities().stream().map(SubjectJson::identity).toList());
        return json;
    }

    /** What holds on a day, and everything dated that was ever said. */
    static Map<String, @Nullable Object> whole(Subject subject, LocalDate day) {
        Map<String, @Nullable Object> json = of(subject, day);
        json.put(
                "memberships",
                subject.memberships().stream().map(SubjectJson::membership).toList());
        json.put(
                "history",
                Map.of(
                        "attributes",
                                subject.history().attributes().stream()
                                        .map(SubjectJson::dated)
                                        .toList(),
                        "places",
                                subject.history().stays().stream()
                                        .map(SubjectJson::stay)
                                        .toList()));
        return json;
    }

    static Map<String, @Nullable Object> membership(Membership membership) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("member", membership.member());
        json.put("collective", membership.collective());
        json.put("from", membership.from());
        json.put("to", membership.to());
        return json;
    }

    private static Map<String, @Nullable Object> dated(Dated dated) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", dated.name());
        json.put("from", dated.from());
        json.put("value", dated.value());
        return json;
    }

    private static Map<String, @Nullable Object> stay(Stay stay) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("place", stay.place().name().toLowerCase(Locale.ROOT));
        json.put("unit", stay.unit());
        json.put("from", stay.from());
        json.put("to", stay.to());
        return json;
    }

    private static Map<String, Object> identity(Identity identity) {
        return switch (identity) {
            case Identity.Account account ->
                Map.of("account", Map.of("homePage", account.homePage(), "name", account.name()));
            case Identity.Mbox mbox -> Map.of("mbox", mbox.address());
        };
    }
}
