package vn.hoctap.server.assessment;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.hoctap.server.assessment.PeopleView.Option;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.subject.SubjectChange;

/** The name and home of a family or clan, as somebody sent them. */
record CollectiveForm(MultiMap sent, Caller caller, OrgTree tree) {
    static final String NAME = "name";
    static final String UNIT = "unit";
    static final String FROM = "from";
    private static final int LONGEST_NAME = 200;

    /** A province has a few thousand places; who looks after more types the code. */
    private static final int OFFERED = 500;

    /** The keys of what to say, by field; a place outside his part is refused. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        String name = name();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            faults.put(NAME, "collective.wrong.name");
        }
        if (tree.knows(unit())) {
            Scope.demandIn(caller, Action.EDIT, tree.path(unit()));
        } else {
            faults.put(UNIT, "collective.wrong.unit");
        }
        if (day(from()).isEmpty()) {
            faults.put(FROM, "collective.wrong.day");
        }
        return faults;
    }

    String name() {
        return text(sent, NAME);
    }

    String unit() {
        return text(sent, UNIT);
    }

    String from() {
        return text(sent, FROM);
    }

    /** From the day on, of a form without faults. */
    SubjectChange change() {
        return SubjectChange.from(day(from()).orElseThrow());
    }

    static Map<String, String> said(Words words, Map<String, String> faults) {
        Map<String, String> said = new LinkedHashMap<>();
        faults.forEach((field, key) -> said.put(field, words.get(key)));
        return said;
    }

    List<Option> places() {
        return tree.units().stream()
                .filter(unit -> unit.kind() == OrgUnitKind.VILLAGE || unit.kind() == OrgUnitKind.COMMUNE)
                .filter(unit -> Scope.mayIn(caller, Action.EDIT, tree.path(unit.id())))
                .limit(OFFERED)
                .map(unit -> new Option(
                        unit.id(), Places.name(tree, unit.id()), unit.id().equals(unit())))
                .toList();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    static String text(MultiMap form, String name) {
        return Objects.requireNonNullElse(form.get(name), "").strip();
    }
}
