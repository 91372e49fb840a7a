package vn.hoctap.server.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import vn.hoctap.server.http.Words;

/** A set with what it inherits, as far as a form needs it: names of indicators, parameters, and what these decide. */
final class Base {
    private static final Pattern PARAMETER = Pattern.compile("parameter\\.([A-Za-z][A-Za-z0-9]*)");

    /** An indicator by its id, with its name in the reader's language. */
    record Named(String id, String name) {}

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

    /** What each parameter decides, in words. */
    Map<String, List<String>> uses() {
        Map<String, List<String>> uses = new LinkedHashMap<>();
        Map<String, String> names = indicators();
        for (SetDocument document : both()) {
            for (int c = 0; c < document.size("/criteria"); c++) {
                String list = "/criteria/" + c + "/indicators";
                for (int i = 0; i < document.size(list); i++) {
                    String id = document.text(list + "/" + i + "/id");
                    ways(document, list + "/" + i + "/from", names.getOrDefault(id, id), uses);
                }
            }
            conditions(document, uses);
        }
        return uses;
    }

    private void ways(SetDocument document, String from, String indicator, Map<String, List<String>> uses) {
        for (int w = 0; w < document.size(from); w++) {
            String way = from + "/" + w;
            String what = WayKind.of(document, way)
                    .map(kind -> words.get("editor.unit." + kind.slug()))
                    .orElse("");
            for (int b = 0; b < document.size(way + "/points"); b++) {
                String band = way + "/points/" + b;
                use(uses, document.text(band + "/atLeast"), () -> words.get(
                        "editor.use.band", indicator, document.text(band + "/give"), what));
                use(uses, document.text(band + "/give"), () -> words.get(
                        "editor.use.give", indicator, document.text(band + "/atLeast"), what));
            }
            use(uses, document.text(way + "/points/each"), () -> words.get(
                    "editor.use.band", indicator, document.text(way + "/points/give"), what));
            use(uses, document.text(way + "/points/give"), () -> words.get(
                    "editor.use.give", indicator, document.text(way + "/points/each"), what));
        }
    }

    private void conditions(SetDocument document, Map<String, List<String>> uses) {
        for (int i = 0; i < document.size("/award/requires"); i++) {
            String test = document.text("/award/requires/" + i + "/if");
            Asking.of(test).ifPresent(asking -> use(uses, asking.number(), () -> sentence(asking)));
        }
    }

    /** What a condition asks for, before its number. */
    String sentence(Asking asking) {
        return words.get(
                "editor.condition." + asking.kind().slug(),
                indicators().getOrDefault(asking.indicator(), asking.indicator()));
    }

    private static void use(
            Map<String, List<String>> uses, String amount, java.util.function.Supplier<String> sentence) {
        for (MatchResult found : PARAMETER.matcher(amount).results().toList()) {
            List<String> known = uses.computeIfAbsent(found.group(1), name -> new ArrayList<>());
            String said = sentence.get();
            if (!known.contains(said)) {
                known.add(said);
            }
        }
    }
}
