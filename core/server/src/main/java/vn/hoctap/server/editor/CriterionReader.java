package vn.hoctap.server.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.editor.SetForm.Box;
import vn.hoctap.server.editor.SetForm.Option;
import vn.hoctap.server.http.Words;

/** The criteria that a set says something of, with their indicators and the ways to earn points. */
final class CriterionReader {
    private static final String BANDS = "bands";
    private static final String RATE = "rate";
    private static final String SAME = "same";

    private final SetDocument own;
    private final Base base;
    private final Checked checked;
    private final Words words;

    CriterionReader(SetDocument own, Base base, Checked checked, Words words) {
        this.own = own;
        this.base = base;
        this.checked = checked;
        this.words = words;
    }

    List<SetForm.Criterion> read() {
        List<SetForm.Criterion> criteria = new ArrayList<>();
        for (int c = 0; c < own.size("/criteria"); c++) {
            String place = "/criteria/" + c;
            String id = own.text(place + "/id");
            Optional<String> inherited = base.criterion(id);
            List<SetForm.Indicator> indicators = new ArrayList<>();
            for (int i = 0; i < own.size(place + "/indicators"); i++) {
                indicators.add(indicator(place + "/indicators/" + i));
            }
            criteria.add(new SetForm.Criterion(
                    place,
                    id,
                    inherited.isPresent() ? null : name(place),
                    inherited.orElseGet(() -> base.named(own, place + "/name")),
                    indicators));
        }
        return criteria;
    }

    private Box name(String place) {
        String pointer = place + "/name/vi";
        String value = own.text(pointer);
        @Nullable String wrong = checked.wrong(pointer);
        return new Box(
                pointer,
                value.isEmpty() ? own.text(place + "/name") : value,
                "",
                wrong == null ? checked.wrong(place + "/name") : wrong);
    }

    private SetForm.Indicator indicator(String place) {
        String id = own.text(place + "/id");
        boolean below = base.knowsIndicator(id);
        Box name = name(place);
        List<SetForm.Way> ways = new ArrayList<>();
        for (int w = 0; w < own.size(place + "/from"); w++) {
            ways.add(way(place + "/from/" + w));
        }
        return new SetForm.Indicator(
                place,
                id,
                below ? new Box(name.name(), name.value(), base.indicators().getOrDefault(id, id), name.wrong()) : name,
                box(place + "/max"),
                below,
                ways);
    }

    private Box box(String pointer) {
        return new Box(pointer, own.text(pointer), "", checked.wrong(pointer));
    }

    private SetForm.Way way(String place) {
        Optional<WayKind> kind = WayKind.of(own, place);
        Counted counted = Counted.of(own.text(place + "/where"));
        String points = points(place);
        return new SetForm.Way(
                place,
                kinds(place, kind),
                kind.map(WayKind::counts).orElse(!own.text(place + "/measure").equals("assessed")),
                types(counted),
                new Box("where@" + place, counted.rest(), "", checked.wrong(place + "/where")),
                own.text(place + "/trust").equals("verified"),
                own.text(place + "/window").equals("held"),
                Stream.of(BANDS, RATE, SAME)
                        .map(form -> new Option(form, words.get("editor.points." + form), form.equals(points)))
                        .toList(),
                points.equals(BANDS) ? bands(place) : List.of(),
                points.equals(RATE) ? band(place + "/points", "/each") : null,
                new Box(place + "/advice/vi", own.text(place + "/advice/vi"), "", checked.wrong(place + "/advice")),
                wrong(place));
    }

    private @Nullable String wrong(String place) {
        return Stream.of("", "/measure", "/of", "/by", "/points")
                .map(key -> checked.wrong(place + key))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private String points(String place) {
        if (own.has(place + "/points/each") || own.has(place + "/points/give")) {
            return RATE;
        }
        return own.has(place + "/points") ? BANDS : SAME;
    }

    private List<Option> kinds(String place, Optional<WayKind> chosen) {
        List<Option> options = new ArrayList<>();
        for (WayKind kind : WayKind.values()) {
            options.add(new Option(
                    kind.slug(),
                    words.get("editor.kind." + kind.slug()),
                    chosen.filter(kind::equals).isPresent()));
        }
        if (chosen.isEmpty()) {
            String written = (own.text(place + "/measure") + " " + own.text(place + "/of")).strip();
            options.add(new Option(FormReader.OTHER, words.get("editor.kind.other", written), true));
        }
        return options;
    }

    private List<Option> types(Counted counted) {
        return Stream.concat(FormReader.TYPES.stream(), counted.types().stream())
                .distinct()
                .map(type -> new Option(
                        type,
                        words.orElse("type." + type, type),
                        counted.types().contains(type)))
                .toList();
    }

    private List<SetForm.Band> bands(String place) {
        List<SetForm.Band> bands = new ArrayList<>();
        for (int b = 0; b < own.size(place + "/points"); b++) {
            bands.add(band(place + "/points/" + b, "/atLeast"));
        }
        return bands;
    }

    private SetForm.Band band(String place, String from) {
        Box first = box(place + from);
        @Nullable String wrong = first.wrong() == null ? checked.wrong(place) : first.wrong();
        return new SetForm.Band(place, new Box(first.name(), first.value(), first.hint(), wrong), box(place + "/give"));
    }
}
