package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.hoctap.server.http.Json;

/**
 * Makes of a row what its author could have sent to the API instead. The same row makes the same body, whatever kind of file
 * it stood in.
 */
final class RowForm {
    private static final Pattern SLUG = Pattern.compile("\\S{1,100}");
    private static final Pattern SKILL_LEVEL = Pattern.compile("[0-9]{1,3}");
    private static final Pattern NATIONAL_ID = Pattern.compile("[0-9]{9}|[0-9]{12}");
    private static final String PERCENT = "%";
    private static final String MAILTO = "mailto:";
    private static final int HUNDRED = 2;
    private static final LocalTime BEGIN = LocalTime.MIDNIGHT;
    private static final LocalTime END = LocalTime.NOON;
    private static final LocalTime LAST = LocalTime.of(23, 59, 59);

    private final Vocabulary vocabulary;

    RowForm(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    ObjectNode body(FileKind kind, RowReader row) {
        ObjectNode body = Json.mapper().createObjectNode();
        switch (kind) {
            case ROSTER -> person(row, body);
            case COURSES -> course(row, body);
            case ACTIVITIES -> activity(row, body);
            case ORG_UNITS -> unit(row, body);
            case MEMBERSHIPS -> membership(row, body);
            case ASSESSMENTS -> assessment(row, body);
        }
        return body;
    }

    /** By which name of the body rows belong together. */
    static String subject(FileKind kind) {
        return switch (kind) {
            case ROSTER, ORG_UNITS -> "id";
            case COURSES -> "code";
            case ACTIVITIES, ASSESSMENTS -> "subject";
            case MEMBERSHIPS -> "member";
        };
    }

    private void activity(RowReader row, ObjectNode body) {
        RowReader.put(body, "id", row.text("id"));
        body.put("subject", row.demand("subject"));
        open(row, "type", vocabulary.types()).ifPresent(type -> body.put("type", type));
        RowReader.put(
                body,
                "course",
                row.text("course").map(code -> vocabulary.courses().accept(row, "course", code)));
        RowReader.put(body, "title", row.text("title"));
        if (row.text("course").isEmpty() && row.text("title").isEmpty()) {
            row.fault("title", "title");
        }
        RowReader.put(body, "startedAt", RowReader.written(row.moment("startedAt", BEGIN)));
        if (!row.demand("endedAt").isEmpty()) {
            RowReader.put(body, "endedAt", RowReader.written(row.moment("endedAt", END)));
        }
        RowReader.put(body, "validUntil", RowReader.written(row.moment("validUntil", LAST)));
        row.number("hours").ifPresent(hours -> body.set("hours", RowReader.number(hours)));
        result(row, body);
        skills(row, body);
    }

    private static void result(RowReader row, ObjectNode body) {
        Optional<BigDecimal> scaled = share(row);
        Optional<Boolean> passed = row.truth("passed");
        if (scaled.isPresent() || passed.isPresent()) {
            ObjectNode result = body.putObject("result");
            scaled.ifPresent(value -> result.set("scaled", RowReader.number(value)));
            passed.ifPresent(value -> result.put("passed", value));
        }
    }

    /** From −1 to 1, or in percent when it says so. */
    private static Optional<BigDecimal> share(RowReader row) {
        Cell cell = row.cell("scaled");
        if (cell.typed() || !cell.text().endsWith(PERCENT)) {
            return row.number("scaled");
        }
        Cell percent = Cell.written(cell.text().substring(0, cell.text().length() - 1));
        if (Values.number(percent) instanceof Values.Amount.Of of) {
            return Optional.of(of.value().movePointLeft(HUNDRED));
        }
        row.fault("scaled", "number", cell.text());
        return Optional.empty();
    }

    private static void skills(RowReader row, ObjectNode body) {
        List<String> listed = row.list("skills");
        if (listed.isEmpty()) {
            return;
        }
        ArrayNode skills = body.putArray("skills");
        for (String skill : listed) {
            int level = skill.lastIndexOf(':');
            int component = skill.lastIndexOf(':', level - 1);
            if (component < 1
                    || !SKILL_LEVEL.matcher(skill.substring(level + 1)).matches()) {
                row.fault("skills", "skill", skill);
            } else {
                skills.addObject()
                        .put("framework", skill.substring(0, component))
                        .put("component", skill.substring(component + 1, level))
                        .put("level", Integer.parseInt(skill.substring(level + 1)));
            }
        }
    }

    private void assessment(RowReader row, ObjectNode body) {
        body.put("subject", row.demand("subject"));
        Optional<String> set = closed(row, "set", vocabulary.sets());
        RowReader.put(body, "set", set);
        String indicator = row.demand("indicator");
        if (set.isPresent() && !indicator.isEmpty()) {
            RowReader.put(body, "indicator", vocabulary.indicators(set.get()).demand(row, "indicator", indicator));
        }
        closed(row, "by", vocabulary.assessors()).ifPresent(by -> body.put("by", by));
        if (!row.demand("cycle").isEmpty()) {
            row.number("cycle").ifPresent(cycle -> body.set("cycle", RowReader.number(cycle)));
        }
        if (!row.demand("points").isEmpty()) {
            row.number("points").ifPresent(points -> body.set("points", RowReader.number(points)));
        }
    }

    private void person(RowReader row, ObjectNode body) {
        body.put("id", row.demand("id"));
        row.text("kind")
                .flatMap(kind -> vocabulary.kinds().demand(row, "kind", kind))
                .ifPresent(kind -> body.put("kind", kind));
        body.put("name", row.demand("name"));
        RowReader.put(body, "birthDate", row.day("birthDate").map(LocalDate::toString));
        if (row.text("group").isPresent()) {
            open(row, "group", vocabulary.groups()).ifPresent(group -> body.put("group", group));
        }
        RowReader.put(
                body,
                "residence",
                row.text("residence").flatMap(unit -> vocabulary.units().demand(row, "residence", unit)));
        List<String> workplaces = row.list("workplaces");
        if (!workplaces.isEmpty()) {
            ArrayNode units = body.putArray("workplaces");
            workplaces.forEach(
                    unit -> vocabulary.units().demand(row, "workplaces", unit).ifPresent(units::add));
        }
        row.text("region")
                .ifPresent(region -> body.putObject("attributes")
                        .put("region", vocabulary.regions().accept(row, "region", region)));
        nationalId(row, body);
        identities(row, body);
    }

    /** A lost zero is told, for it shows that other ids have lost theirs too. */
    private static void nationalId(RowReader row, ObjectNode body) {
        row.text("nationalId").ifPresent(id -> {
            if (NATIONAL_ID.matcher(id).matches()) {
                body.put("nationalId", id);
            } else {
                row.fault("nationalId", "national", id.length());
            }
        });
    }

    private static void identities(RowReader row, ObjectNode body) {
        Optional<String> account = row.text("account");
        Optional<String> home = row.text("homePage");
        Optional<String> mbox = row.text("mbox");
        if (account.isPresent() != home.isPresent()) {
            row.fault(account.isPresent() ? "homePage" : "account", "account");
        }
        if (account.isEmpty() && mbox.isEmpty()) {
            return;
        }
        ArrayNode identities = body.putArray("identities");
        if (account.isPresent() && home.isPresent()) {
            identities
                    .addObject()
                    .putObject("account")
                    .put("homePage", home.get())
                    .put("name", account.get());
        }
        mbox.ifPresent(mail -> identities.addObject().put("mbox", mail.startsWith(MAILTO) ? mail : MAILTO + mail));
    }

    private static void course(RowReader row, ObjectNode body) {
        body.put("code", row.demand("code"));
        body.put("title", row.demand("title"));
        RowReader.put(body, "provider", row.text("provider"));
        row.number("hours").ifPresent(hours -> body.set("hours", RowReader.number(hours)));
        skills(row, body);
    }

    private void unit(RowReader row, ObjectNode body) {
        body.put("id", row.demand("id"));
        RowReader.put(body, "kind", closed(row, "kind", vocabulary.unitKinds()));
        body.put("name", row.demand("name"));
        row.text("parent").ifPresent(parent -> body.put("parent", known(row, "parent", parent)));
        RowReader.put(body, "from", row.day("from").map(LocalDate::toString));
        RowReader.put(body, "to", row.day("to").map(LocalDate::toString));
        List<String> successors = row.list("successors");
        if (!successors.isEmpty()) {
            ArrayNode ids = body.putArray("successors");
            successors.forEach(successor -> ids.add(known(row, "successors", successor)));
        }
        if (body.has("parent")) {
            RowReader.put(body, "parentFrom", row.day("parentFrom").map(LocalDate::toString));
        }
    }

    /** It may come with the file itself, so whether it is there shows later. */
    private String known(RowReader row, String column, String unit) {
        return vocabulary.units().find(unit) instanceof Lexicon.Match.Known
                ? vocabulary.units().accept(row, column, unit)
                : unit;
    }

    private static void membership(RowReader row, ObjectNode body) {
        body.put("member", row.demand("member"));
        body.put("collective", row.demand("collective"));
        RowReader.put(body, "from", row.day("from").map(LocalDate::toString));
        RowReader.put(body, "to", row.day("to").map(LocalDate::toString));
    }

    private static Optional<String> closed(RowReader row, String column, Lexicon lexicon) {
        String word = row.demand(column);
        return word.isEmpty() ? Optional.empty() : lexicon.demand(row, column, word);
    }

    /** A word that nobody knows is taken as it stands, or in the form of an id when it has blanks. */
    private static Optional<String> open(RowReader row, String column, Lexicon lexicon) {
        String word = row.demand(column);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        String taken = lexicon.accept(row, column, word);
        return Optional.of(SLUG.matcher(taken).matches() ? taken : Vocabulary.slug(taken));
    }
}
