package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.hoctap.engine.expression.Suggestions;
import vn.hoctap.engine.measure.Measures;

/** One reading of all files of a plugin: each base is settled before the sets that extend it. */
final class Reading {

    /**
     * @param resolved with everything inherited; empty when the base is unknown
     * @param set empty when the file or its base has a fault
     */
    private record Settled(Optional<Part.Mapping> resolved, Optional<CriteriaSet> set) {}

    /** As in the schema, which tells the author about the id; a title made of a wrong one would be told again. */
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final List<Draft> drafts;
    private final Function<String, Optional<String>> published;
    private final Measures measures;
    private final Map<Draft, Settled> settled = new HashMap<>();

    Reading(List<Draft> drafts, Function<String, Optional<String>> published, Measures measures) {
        this.drafts = drafts;
        this.published = published;
        this.measures = measures;
    }

    List<CriteriaSet> sets() {
        distinct();
        return drafts.stream().flatMap(draft -> settle(draft).set().stream()).toList();
    }

    /** One plugin may bring several versions of a set, as long as it is clear which one holds when. */
    private void distinct() {
        Map<String, Draft> seen = new HashMap<>();
        for (Draft draft : drafts) {
            String id = draft.id().orElse("");
            for (String mark : List.of(
                    "from " + draft.from(),
                    "version " + draft.own().text("version").orElse(""))) {
                Draft first = seen.putIfAbsent(id + " " + mark, draft);
                if (first != null && !id.isEmpty()) {
                    draft.faults()
                            .add(
                                    draft.own().get("id").orElse(draft.own()),
                                    "The set “" + id + "” stands in " + first.file() + " too, " + mark + ".",
                                    "Give it another id, or another version and another day from which on it is effective.");
                    break;
                }
            }
        }
    }

    private Settled settle(Draft draft) {
        Settled known = settled.get(draft);
        if (known == null) {
            known = draft.base().isEmpty()
                    ? judged(draft, draft.own(), true)
                    : inheriting(draft, draft.base().get());
            settled.put(draft, known);
        }
        return known;
    }

    private Settled inheriting(Draft draft, String baseId) {
        Optional<Draft> base = base(draft);
        if (isCyclic(draft)) {
            draft.faults()
                    .add(draft.atExtends(), "The set extends itself by way of “" + baseId + "”.", "Break the circle.");
            return alone(draft);
        }
        if (base.isPresent()) {
            Settled below = settle(base.get());
            draft.faults().knownFrom(base.get().faults());
            return below.resolved()
                    .map(document ->
                            judged(draft, over(document, draft), below.set().isPresent()))
                    .orElseGet(() -> alone(draft));
        }
        return published
                .apply(baseId)
                .flatMap(StoredDocument::parse)
                .map(document -> judged(draft, over(document, draft), true))
                .orElseGet(() -> unknownBase(draft, baseId));
    }

    private Settled unknownBase(Draft draft, String baseId) {
        List<String> ids = drafts.stream().flatMap(one -> one.id().stream()).toList();
        draft.faults()
                .add(
                        draft.atExtends(),
                        "There is no set “" + baseId + "” to extend.",
                        Suggestions.nearest(baseId, ids)
                                .map(near -> "Did you mean “" + near + "”?")
                                .orElse("Correct the id, or install the plugin that brings it first."));
        return alone(draft);
    }

    /** What can be said of a file whose base is missing: its form. */
    private static Settled alone(Draft draft) {
        Form.check(draft.own(), draft.faults());
        return new Settled(Optional.empty(), Optional.empty());
    }

    private Settled judged(Draft draft, Part.Mapping resolved, boolean soundBase) {
        Part.Mapping whole = withTitle(resolved);
        Optional<CriteriaSet> set = new SetBuilder(whole, measures, draft.faults()).build();
        set.ifPresent(sound -> new Doubts(sound, whole, draft.faults()).look());
        return new Settled(Optional.of(whole), set.filter(good -> soundBase));
    }

    private static Part.Mapping over(Part.Mapping base, Draft draft) {
        int line = draft.atExtends().origin().line();
        return new Overrides(draft.faults(), line).over(base, draft.own());
    }

    /** Resolved documents name their title, so that a set that extends them in another plugin awards the same one. */
    private static Part.Mapping withTitle(Part.Mapping document) {
        Map<String, Part> fields = new LinkedHashMap<>(document.fields());
        fields.remove("extends");
        document.text("id")
                .map(id -> id.substring(0, id.contains("/") ? id.indexOf('/') : id.length()))
                .filter(title -> SLUG.matcher(title).matches())
                .map(title -> new Part.Scalar(document.at("id").origin(), title))
                .ifPresent(title -> fields.putIfAbsent("awards", title));
        return new Part.Mapping(document.origin(), fields);
    }

    /** Of several versions, the newest that holds when this one begins to; else the first. */
    private Optional<Draft> base(Draft draft) {
        List<Draft> versions = new ArrayList<>(drafts);
        versions.removeIf(one -> !one.id().equals(draft.base()));
        versions.sort(Comparator.comparing(Draft::from));
        return versions.stream()
                .filter(one -> one.from().compareTo(draft.from()) <= 0)
                .reduce((older, newer) -> newer)
                .or(() -> versions.stream().findFirst());
    }

    private boolean isCyclic(Draft draft) {
        Set<Draft> seen = new HashSet<>();
        Optional<Draft> next = base(draft);
        while (next.isPresent() && seen.add(next.get())) {
            if (next.get() == draft) {
                return true;
            }
            next = next.get().base().isEmpty() ? Optional.empty() : base(next.get());
        }
        return false;
    }
}
