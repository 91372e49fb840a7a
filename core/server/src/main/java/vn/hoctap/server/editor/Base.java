package vn.hoctap.server.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.hoctap.server.http.Words;

/** A set with what it inherits, as far as a form needs it: names of indicators, parameters, and what these decide. */
final class Base {
    private static final String PARAMETER = "parameter.";

    /**
     * What a parameter decides.
     *
     * @param indicator by its name; empty: the award
     */
    record Use(String indicator, String sentence) {}

    private final Optional<SetDocument> base;
    private final SetDocument own;
    private final Words words;

    Base(Optional<SetDocument> base, SetDocument own, Words words) {
        this.base = base;
        this.own = own;
        this.words = words;
    }

    Optional<SetDocument> document() {
        return base;
    }

    /** What the base says there. */
    String text(String pointer) {
        return base.map(document -> document.text(pointer)).orElse("");
    }

    private List<SetDocument> both() {
        List<SetDocument> both = new ArrayList<>();
        base.ifPresent(both::add);
        both.add(own);
        return both;
    }

    /** A text of the file in the reader's language, or in the other one. */
    String named(SetDocument document, String pointer) {
        String name = document.text(pointer + "/" + words.language());
        String other = document.text(pointer + "/vi");
        return name.isEmpty() ? other.isEmpty() ? document.text(pointer) : other : name;
    }

    /** The title that is awarded, in words. */
    String title() {
        String title = named(own, "/title");
        return title.isEmpty() ? base.map(document -> named(document, "/title")).orElse("") : title;
    }

    /** The name that the base gives to a criterion. */
    Optional<String> criterion(String id) {
        return base.flatMap(document -> item(document, "/criteria", id).map(place -> named(document, place + "/name")));
    }

    static Optional<String> item(SetDocument document, String list, String id) {
        for (int i = 0; i < document.size(list); i++) {
            if (document.text(list + "/" + i + "/id").equals(id)) {
                return Optional.of(list + "/" + i);
            }
        }
        return Optional.empty();
    }

    /** All indicators, each once, the base's first. */
    Map<String, String> indicators() {
        Map<String, String> names = new LinkedHashMap<>();
        for (SetDocument document : both()) {
            for (int c = 0; c < document.size("/criteria"); c++) {
                String list = "/criteria/" + c + "/indicators";
                for (int i = 0; i < document.size(list); i++) {
                    String id = document.text(list + "/" + i + "/id");
                    String name = named(document, list + "/" + i + "/name");
                    if (!id.isEmpty()) {
                        names.merge(id, name.isEmpty() ? id : name, (known, more) -> name.isEmpty() ? known : more);
                    }
                }
            }
        }
        return names;
    }

    boolean knowsIndicator(String id) {
        return base.map(document -> {
                    for (int c = 0; c < document.size("/criteria"); c++) {
                        if (item(document, "/criteria/" + c + "/indicators", id).isPresent()) {
                            return true;
                        }
                    }
                    return false;
                })
                .orElse(false);
    }

    /** The names of all parameters, the base's first. */
    List<String> parameters() {
        return both().stream()
                .flatMap(document -> document.keys("/parameters").stream())
                .distinct()
                .toList();
    }

    /** What each parameter decides, in the order in which a reader meets it: the award's own first. */
    Map<String, Use> uses() {
        Map<String, Use> uses = new LinkedHashMap<>();
        both().forEach(document -> conditions(document, uses));
        Map<String, String> names = indicators();
        for (SetDocument document : both()) {
            for (int c = 0; c < document.size("/criteria"); c++) {
                String list = "/criteria/" + c + "/indicators";
                for (int i = 0; i < document.size(list); i++) {
                    String id = document.text(list + "/" + i + "/id");
                    ways(document, list + "/" + i + "/from", names.getOrDefault(id, id), uses);
                }
            }
        }
        return uses;
    }

    private void ways(SetDocument document, String from, String indicator, Map<String, Use> uses) {
        for (int w = 0; w < document.size(from); w++) {
            String way = from + "/" + w;
            String what = WayKind.of(document, way)
                    .map(kind -> words.get("editor.unit." + kind.slug()))
                    .orElse("");
            for (int b = 0; b < document.size(way + "/points"); b++) {
                String band = way + "/points/" + b;
                pair(document, band + "/atLeast", band + "/give", indicator, what, uses);
            }
            pair(document, way + "/points/each", way + "/points/give", indicator, what, uses);
        }
    }

    private void pair(
            SetDocument document, String from, String give, String indicator, String what, Map<String, Use> uses) {
        String start = document.text(from);
        String points = document.text(give);
        parameter(start)
                .ifPresent(name ->
                        uses.putIfAbsent(name, new Use(indicator, words.get("editor.use.band", what, value(points)))));
        parameter(points)
                .ifPresent(name ->
                        uses.putIfAbsent(name, new Use(indicator, words.get("editor.use.give", value(start), what))));
    }

    private void conditions(SetDocument document, Map<String, Use> uses) {
        for (int i = 0; i < document.size("/award/requires"); i++) {
            Asking.of(document.text("/award/requires/" + i + "/if"))
                    .ifPresent(asking -> parameter(asking.number())
                            .ifPresent(name -> uses.putIfAbsent(name, new Use("", sentence(asking)))));
        }
    }

    private static Optional<String> parameter(String amount) {
        return Optional.of(amount)
                .filter(written -> written.startsWith(PARAMETER))
                .map(written -> written.substring(PARAMETER.length()));
    }

    /** What a number is worth: a parameter's own value, or else its base's. */
    String value(String number) {
        return parameter(number)
                .map(name -> {
                    String pointer = "/parameters/" + name + "/value";
                    return own.has(pointer) ? own.text(pointer) : text(pointer);
                })
                .orElse(number);
    }

    /** What a condition asks for, before its number. */
    String sentence(Asking asking) {
        return words.get(
                "editor.condition." + asking.kind().slug(),
                indicators().getOrDefault(asking.indicator(), asking.indicator()));
    }
}
