package vn.hoctap.server.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoctap.server.editor.SetForm.Box;
import vn.hoctap.server.editor.SetForm.Option;
import vn.hoctap.server.http.Words;

/** Shows a criteria set as a form, with what is wrong beside the place. */
final class FormReader {
    static final String OTHER = "other";
    static final List<String> TYPES =
            List.of("course", "workshop", "reading", "exam", "certificate", "community", "criteria-training");

    private static final Set<String> STATUSES = Set.of("official", "partial", "illustrative");

    private final SetDocument own;
    private final Base base;
    private final Checked checked;
    private final Words words;

    FormReader(SetDocument own, Base base, Checked checked, Words words) {
        this.own = own;
        this.base = base;
        this.checked = checked;
        this.words = words;
    }

    SetForm read() {
        boolean extending = own.has("/extends");
        List<SetForm.Condition> conditions = new ConditionReader(own, base, checked, words).read();
        return new SetForm(
                extending ? new SetForm.Base(own.text("/extends"), baseTitle()) : null,
                named("/title/vi"),
                named("/title/en"),
                box("/version"),
                box("/source"),
                box("/effective/from"),
                options("/status", "editor.status.", STATUSES.stream().sorted().toList(), false),
                audiences(),
                box("/audience"),
                options("/place", "editor.place.", List.of("residence", "workplace"), true),
                marks(),
                new CriterionReader(own, base, checked, words).read(),
                inherited(),
                conditions,
                own.has("/award"),
                own.size("/award/levels") > 0,
                box("/validity/months"),
                options("/recognition", "editor.recognition.", List.of("automatic", "decision"), true));
    }

    private String baseTitle() {
        return base.document()
                .map(document -> base.named(document, "/title"))
                .filter(title -> !title.isEmpty())
                .orElse(own.text("/extends"));
    }

    private Box box(String pointer) {
        return new Box(pointer, own.text(pointer), base.text(pointer), checked.wrong(pointer));
    }

    /** A text with one language may be written without saying which. */
    private Box named(String pointer) {
        Box box = box(pointer);
        String whole = pointer.endsWith("/vi") ? own.text(pointer.substring(0, pointer.length() - 3)) : "";
        return box.value().isEmpty() && !whole.isEmpty() ? new Box(pointer, whole, box.hint(), box.wrong()) : box;
    }

    private List<Option> options(String pointer, String prefix, List<String> values, boolean empty) {
        String chosen = own.text(pointer);
        List<Option> options = new ArrayList<>();
        if (empty) {
            String inherited = base.text(pointer);
            String held = inherited.isEmpty() ? values.getFirst() : inherited;
            String kept = base.document().isPresent() ? "editor.asis" : "editor.default";
            options.add(new Option("", words.get(kept, words.orElse(prefix + held, held)), chosen.isEmpty()));
        }
        Stream.concat(values.stream(), Stream.of(chosen).filter(value -> !value.isEmpty() && !values.contains(value)))
                .forEach(value ->
                        options.add(new Option(value, words.orElse(prefix + value, value), value.equals(chosen))));
        return options;
    }

    private List<Option> audiences() {
        String written = own.text("/audience");
        Optional<String> group = Audience.group(written);
        List<Option> options = new ArrayList<>();
        String inherited = base.text("/audience");
        String held = Audience.group(inherited)
                .map(slug -> words.orElse("group." + slug, slug))
                .orElse(inherited.isEmpty() ? words.get("editor.everybody") : inherited);
        options.add(new Option(
                "",
                base.document().isPresent() ? words.get("editor.asis", held) : words.get("editor.everybody"),
                written.isEmpty()));
        words.after("group.")
                .forEach(slug -> options.add(new Option(
                        slug,
                        words.get("group." + slug),
                        group.filter(slug::equals).isPresent())));
        boolean other = !written.isEmpty()
                && group.filter(slug -> words.has("group." + slug)).isEmpty();
        options.add(new Option(OTHER, words.get("editor.audience.other"), other));
        return options;
    }

    private List<SetForm.Marks> marks() {
        Map<String, Base.Use> uses = base.uses();
        Map<String, List<SetForm.Mark>> groups = new LinkedHashMap<>();
        Stream.concat(uses.keySet().stream(), base.parameters().stream())
                .distinct()
                .filter(base.parameters()::contains)
                .forEach(name -> {
                    Base.Use use = uses.getOrDefault(name, new Base.Use("", name));
                    groups.computeIfAbsent(use.indicator(), heading -> new ArrayList<>())
                            .add(mark(name, use.sentence()));
                });
        return groups.entrySet().stream()
                .map(group -> new SetForm.Marks(group.getKey(), group.getValue()))
                .toList();
    }

    private SetForm.Mark mark(String name, String use) {
        String pointer = "/parameters/" + name;
        String label = words.orElse("editor.mark." + name, use);
        SetDocument cased = own.has(pointer + "/when") ? own : base.document().orElse(own);
        List<SetForm.Case> cases = new ArrayList<>();
        for (int i = 0; i < cased.size(pointer + "/when"); i++) {
            String at = pointer + "/when/" + i;
            String test = cased.text(at + "/if");
            boolean here = cased == own;
            cases.add(new SetForm.Case(
                    new Box(
                            at + "/value",
                            here ? own.text(at + "/value") : "",
                            here ? "" : cased.text(at + "/value"),
                            checked.wrong(at)),
                    words.orElse("editor.case." + test.replaceAll("[^a-z.]+", "-"), test)));
        }
        Box box = new Box(
                pointer + "/value",
                own.text(pointer + "/value"),
                base.text(pointer + "/value"),
                checked.wrong(pointer + "/value"));
        return new SetForm.Mark(box, label, name, cases);
    }

    private List<SetForm.Inherited> inherited() {
        List<SetForm.Inherited> all = new ArrayList<>();
        base.document().ifPresent(document -> {
            for (int c = 0; c < document.size("/criteria"); c++) {
                String place = "/criteria/" + c;
                List<String> indicators = new ArrayList<>();
                for (int i = 0; i < document.size(place + "/indicators"); i++) {
                    indicators.add(base.named(document, place + "/indicators/" + i + "/name"));
                }
                all.add(new SetForm.Inherited(
                        document.text(place + "/id"), base.named(document, place + "/name"), indicators));
            }
        });
        return all;
    }
}
