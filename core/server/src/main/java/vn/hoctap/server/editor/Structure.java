package vn.hoctap.server.editor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Words;

/** What the form's buttons do: put another part into the file, or take one out. */
final class Structure {
    private static final Pattern REMOVABLE = Pattern.compile(
            "/criteria/\\d{1,3}(/indicators/\\d{1,3}(/from/\\d{1,3}(/points/\\d{1,3})?)?)?|/award/requires/\\d{1,3}");
    private static final Pattern INDICATOR = Pattern.compile("/criteria/\\d{1,3}/indicators/\\d{1,3}");
    private static final Pattern CRITERION = Pattern.compile("/criteria/\\d{1,3}");
    private static final Pattern WAY = Pattern.compile("/criteria/\\d{1,3}/indicators/\\d{1,3}/from/\\d{1,3}");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MOST_BANDS = 20;

    private final SetDocument own;
    private final Base base;
    private final Words words;

    Structure(SetDocument own, Base base, Words words) {
        this.own = own;
        this.base = base;
        this.words = words;
    }

    /** @param wish what to do, a colon and where; anything else does nothing */
    void change(String wish) {
        int colon = wish.indexOf(':');
        String what = colon < 0 ? wish : wish.substring(0, colon);
        String where = colon < 0 ? "" : wish.substring(colon + 1);
        switch (what) {
            case "criterion" -> criterion();
            case "indicator" -> in(CRITERION, where).ifPresent(this::indicator);
            case "inherited" -> in(SLUG, where).ifPresent(this::inherited);
            case "way" -> in(INDICATOR, where).ifPresent(this::way);
            case "band" -> in(WAY, where).ifPresent(this::band);
            case "condition" -> Asking.Kind.of(where).ifPresent(this::condition);
            case "remove" -> in(REMOVABLE, where).ifPresent(this::remove);
            case "version" -> own.put("/version", next(own.text("/version")));
            default -> {
                // no button of ours
            }
        }
    }

    private Optional<String> in(Pattern form, String where) {
        return Optional.of(where)
                .filter(place -> form.matcher(place).matches())
                .filter(place -> place.indexOf('/') < 0 || own.has(place));
    }

    /** A criterion of the base about which nothing is said any more is not mentioned. */
    private void remove(String place) {
        own.remove(place);
        String criterion = place.replaceFirst("^(/criteria/\\d+).*", "$1");
        if (own.keys(criterion).equals(List.of("id"))
                && base.criterion(own.text(criterion + "/id")).isPresent()) {
            own.remove(criterion);
        }
    }

    private Set<String> ids() {
        Set<String> ids = new TreeSet<>(base.indicators().keySet());
        for (int c = 0; c < own.size("/criteria"); c++) {
            ids.add(own.text("/criteria/" + c + "/id"));
        }
        base.document().ifPresent(document -> {
            for (int c = 0; c < document.size("/criteria"); c++) {
                ids.add(document.text("/criteria/" + c + "/id"));
            }
        });
        return ids;
    }

    private String free(String stem) {
        Set<String> taken = ids();
        int number = 1;
        while (taken.contains(stem + "-" + number)) {
            number++;
        }
        return stem + "-" + number;
    }

    private void criterion() {
        int at = own.size("/criteria");
        own.add("/criteria", "id: " + free("nhom"));
        own.putYaml("/criteria/" + at + "/name", "{vi: x}");
        own.put("/criteria/" + at + "/name/vi", words.get("editor.new.criterion"));
        indicator("/criteria/" + at);
    }

    private void inherited(String id) {
        @Nullable String known = Base.item(own, "/criteria", id).orElse(null);
        if (known == null) {
            known = "/criteria/" + own.size("/criteria");
            own.add("/criteria", "id: " + id);
        }
        indicator(known);
    }

    private void indicator(String criterion) {
        String list = criterion + "/indicators";
        String place = list + "/" + own.size(list);
        own.add(list, "id: " + free("chi-so"));
        own.putYaml(place + "/name", "{vi: x}");
        own.put(place + "/name/vi", words.get("editor.new.indicator"));
        own.putPlain(place + "/max", "10");
        way(place);
    }

    private void way(String indicator) {
        String list = indicator + "/from";
        String place = list + "/" + own.size(list);
        own.add(list, "measure: sum");
        own.put(place + "/of", "hours");
        own.put(place + "/trust", "verified");
        own.add(place + "/points", "{atLeast: 10, give: 5}");
    }

    /** Twice as much as the band before gives the most that is possible. */
    private void band(String way) {
        String list = way + "/points";
        int size = own.size(list);
        if (size >= MOST_BANDS) {
            return;
        }
        String last = size == 0 ? "" : own.text(list + "/" + (size - 1) + "/atLeast");
        String max = own.text(way.substring(0, way.indexOf("/from/")) + "/max");
        String from = last.matches("[0-9]{1,6}") ? String.valueOf(Math.max(1, 2 * Integer.parseInt(last))) : "10";
        own.add(list, "{atLeast: " + from + ", give: " + (max.matches("[0-9]{1,6}") ? max : "10") + "}");
    }

    /** A set that says something of its award says it all: what it inherited is written down first. */
    private void condition(Asking.Kind kind) {
        if (!own.has("/award/requires")) {
            base.document().ifPresent(document -> {
                for (int i = 0; i < document.size("/award/requires"); i++) {
                    copy(document, "/award/requires/" + i, i);
                }
            });
        }
        if (!own.has("/award/scheme") && base.text("/award/scheme").isEmpty()) {
            own.put("/award/scheme", "sum");
        }
        int at = own.size("/award/requires");
        String indicator = base.indicators().keySet().stream().findFirst().orElse("");
        String number = kind == Asking.Kind.TOTAL ? "10" : "5";
        own.add("/award/requires", "{id: " + freeCondition() + ", if: x}");
        own.put("/award/requires/" + at + "/if", new Asking(kind, indicator, number).test());
    }

    private void copy(SetDocument document, String from, int at) {
        own.add("/award/requires", "{id: " + document.text(from + "/id") + ", if: x}");
        String place = "/award/requires/" + at;
        own.put(place + "/if", document.text(from + "/if"));
        String name = document.text(from + "/name/vi");
        if (!name.isEmpty()) {
            own.putYaml(place + "/name", "{vi: x}");
            own.put(place + "/name/vi", name);
        }
    }

    private String freeCondition() {
        int number = 1;
        while (Base.item(own, "/award/requires", "dieu-kien-" + number).isPresent()) {
            number++;
        }
        return "dieu-kien-" + number;
    }

    /** {@code 2026.1} becomes {@code 2026.2}; what ends otherwise gets a number. */
    static String next(String version) {
        int from = version.length();
        while (from > 0 && Character.isDigit(version.charAt(from - 1)) && version.length() - from < 6) {
            from--;
        }
        return from == version.length()
                ? version + ".1"
                : version.substring(0, from) + (Integer.parseInt(version.substring(from)) + 1);
    }
}
