package vn.hoctap.server.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Fields;

/** Reads a subject, or a change of one, as it is sent. */
final class SubjectBody {
    private static final int MAX_NAME = 200;
    private static final int NATIONAL_ID_DIGITS = 12;
    private static final Pattern NATIONAL_ID = Pattern.compile("[0-9]{12}|[0-9]{9}");

    private final Fields fields;
    private final UnitTree tree;
    private final LocalDate today;

    SubjectBody(JsonNode body, UnitTree tree, LocalDate today) {
        this.fields = new Fields(body);
        this.tree = tree;
        this.today = today;
    }

    NewSubject created() {
        String id = fields.id("id").orElseGet(() -> UUID.randomUUID().toString());
        Optional<SubjectKind> kind = kind();
        if (!fields.get("orgUnit").isMissingNode()) {
            fields.fault("/orgUnit", "A community or unit comes with its organisational unit: POST /api/v1/org-units.");
        }
        SubjectChange content = content();
        fields.check();
        return new NewSubject(id, kind.orElseThrow(), content);
    }

    /** @param subject the one to be changed */
    SubjectChange changed(Subject subject) {
        unchanged("id", subject.id());
        unchanged("kind", subject.kind().slug());
        unchanged("orgUnit", subject.orgUnit());
        SubjectChange content = content();
        fields.check();
        return content;
    }

    private SubjectChange content() {
        Map<String, @Nullable Object> attributes = new AttributesBody(fields).read();
        if (fields.has("group")) {
            attributes.put("group", fields.id("group").orElse(null));
        }
        Set<String> residence =
                fields.has("residence") ? fields.id("residence").map(Set::of).orElse(Set.of()) : null;
        Set<String> workplaces = fields.has("workplaces") ? fields.ids("workplaces") : null;
        if (residence != null) {
            residence.forEach(unit -> known("/residence", unit));
        }
        if (workplaces != null) {
            List<String> units = List.copyOf(workplaces);
            units.forEach(unit -> known("/workplaces/" + units.indexOf(unit), unit));
        }
        return new SubjectChange(
                fields.date("from").orElse(today),
                fields.text("name", MAX_NAME).orElse(null),
                birthDate(),
                attributes,
                residence,
                workplaces,
                fields.has("identities") ? identities() : null,
                nationalId());
    }

    private Optional<SubjectKind> kind() {
        Optional<SubjectKind> kind = SubjectKind.of(fields.get("kind").asText());
        if (kind.isEmpty()) {
            fields.fault("/kind", "kind must be one of citizen, family, clan, community, unit.");
        }
        return kind;
    }

    private void unchanged(String name, @Nullable String value) {
        JsonNode sent = fields.get(name);
        if (!sent.isMissingNode() && !sent.asText().equals(value)) {
            fields.fault("/" + name, name + " cannot be changed.");
        }
    }

    private @Nullable LocalDate birthDate() {
        LocalDate birthDate = fields.date("birthDate").orElse(null);
        if (birthDate != null && birthDate.isAfter(today)) {
            fields.fault("/birthDate", "birthDate lies in the future.");
        }
        return birthDate;
    }

    private @Nullable String nationalId() {
        String nationalId = fields.text("nationalId", NATIONAL_ID_DIGITS).orElse(null);
        if (nationalId != null && !NATIONAL_ID.matcher(nationalId).matches()) {
            fields.fault("/nationalId", "nationalId must have 12 digits, or 9 as on older cards.");
        }
        return nationalId;
    }

    private void known(String pointer, String unit) {
        if (!tree.knows(unit)) {
            fields.fault(pointer, "There is no organisational unit " + unit + ".");
        }
    }

    private List<Identity> identities() {
        Set<Identity> identities = new LinkedHashSet<>();
        JsonNode sent = fields.get("identities");
        for (int i = 0; i < sent.size(); i++) {
            Optional<Identity> identity = identity(sent.path(i));
            if (identity.isEmpty() || !identities.add(identity.get())) {
                fields.fault(
                        "/identities/" + i,
                        "An identity is {\"account\": {\"homePage\", \"name\"}} or {\"mbox\": \"mailto:…\"}, each once.");
            }
        }
        return List.copyOf(identities);
    }

    private static Optional<Identity> identity(JsonNode sent) {
        String mbox = sent.path("mbox").asText();
        String homePage = sent.path("account").path("homePage").asText();
        String name = sent.path("account").path("name").asText();
        if (mbox.startsWith("mailto:") && mbox.indexOf('@') > 0 && homePage.isEmpty()) {
            return Optional.of(new Identity.Mbox(mbox));
        }
        boolean account = mbox.isEmpty() && !homePage.isEmpty() && homePage.indexOf('|') < 0 && !name.isEmpty();
        return account ? Optional.of(new Identity.Account(homePage, name)) : Optional.empty();
    }
}
