package vn.hoctap.server.programme;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.expression.Compilation;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Expressions;
import vn.hoctap.engine.expression.Result;
import vn.hoctap.engine.expression.Scope;
import vn.hoctap.engine.expression.ValueType;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.plugin.DataFile;

/** Reads the targets of a file, and says what is wrong with their meaning; what the form forbids is said already. */
final class TargetReader {
    private static final Expressions EXPRESSIONS = new Expressions();

    private final DataFile data;
    private final List<CriteriaError> faults;
    private final Scope scope;
    private final Yardstick yardstick;
    private final Set<String> keys = new HashSet<>();

    TargetReader(DataFile data, List<CriteriaError> faults) {
        this.data = data;
        this.faults = faults;
        this.scope =
                Scope.subject(attributes(data.content().path("attributes"))).withTitles();
        this.yardstick = yardstick(data.content().path("parameters"));
    }

    private static Map<String, ValueType> attributes(JsonNode declared) {
        Map<String, ValueType> attributes = new TreeMap<>();
        declared.properties().forEach(attribute -> {
            for (ValueType type : ValueType.values()) {
                if (type.name()
                        .toLowerCase(Locale.ROOT)
                        .equals(attribute.getValue().asText())) {
                    attributes.put(attribute.getKey(), type);
                }
            }
        });
        // Which makes somebody one of the association's.
        attributes.putIfAbsent("association", ValueType.BOOLEAN);
        return attributes;
    }

    private static Yardstick yardstick(JsonNode said) {
        Yardstick usual = Yardstick.USUAL;
        JsonNode digital = said.path("digital");
        JsonNode proficient = said.path("proficient");
        return new Yardstick(
                said.path("adultAge").asInt(usual.adultAge()),
                said.has("workerGroups") ? new HashSet<>(texts(said.path("workerGroups"))) : usual.workerGroups(),
                said.path("trainedBy").asText(usual.trainedBy()),
                digital.path("framework").asText(usual.framework()),
                digital.path("level").asInt(usual.digital()),
                proficient.has("components") ? texts(proficient.path("components")) : usual.components(),
                proficient.path("level").asInt(usual.proficient()));
    }

    /** Those without faults. */
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        JsonNode list = data.content().path("targets");
        for (int i = 0; i < list.size(); i++) {
            int before = faults.size();
            Optional<Target> target = target(list.path(i), "/targets/" + i);
            if (faults.size() == before) {
                target.ifPresent(targets::add);
            }
        }
        return targets;
    }

    private Optional<Target> target(JsonNode said, String at) {
        Optional<Metric> metric = metric(said);
        if (metric.isEmpty()) {
            return Optional.empty();
        }
        fitting(said, at, metric.get());
        String title = title(said, at, metric.get());
        Optional<Expression> population = expression(said, at, "population");
        Optional<Expression> have = expression(said, at, "have");
        Aim aim = Aim.of(
                metric.get(),
                segment(said),
                base(said),
                title,
                levels(said.path("level")),
                population,
                have,
                yardstick);
        if (!keys.add(aim.key())) {
            fault(at, "This target counts the same as one above.", "Put its years under “by” of that one.");
        }
        return Optional.of(new Target(aim, ProgrammeReader.text(said.path("name")), by(said.path("by"))));
    }

    private static Optional<Metric> metric(JsonNode said) {
        String slug = said.path("metric").asText();
        return Stream.of(Metric.values())
                .filter(metric -> metric.slug().equals(slug))
                .findFirst();
    }

    private void fitting(JsonNode said, String at, Metric metric) {
        demand(said, at, "segment", metric.isOfSegment(), metric);
        demand(said, at, "base", metric.isDigital(), metric);
        boolean both = metric == Metric.HOLDERS_DIGITAL_SHARE
                && said.path("base").asText().equals(Base.HOLDERS_DIGITAL.slug());
        if (both) {
            fault(at + "/base", "All of the holders with digital skills have digital skills.", "Write base: holders.");
        }
        boolean levelled = metric == Metric.TITLE_SHARE
                || (metric == Metric.HOLDERS_SHARE
                        && !said.path("segment").asText().equals(Segment.ASSOCIATION.slug()));
        if (said.has("level") && !levelled) {
            fault(at + "/level", "A level says nothing here.", "Take it out, or narrow with “population”.");
        }
        if (metric == Metric.TRAINED_SHARE && said.has("title")) {
            fault(at + "/title", "Who is trained holds no title for it.", "Take it out.");
        }
    }

    private void demand(JsonNode said, String at, String key, boolean wanted, Metric metric) {
        if (wanted && !said.has(key)) {
            fault(
                    at,
                    "The metric " + metric.slug() + " needs “" + key + "”.",
                    "Add it, for example " + key + ": "
                            + (key.equals("base") ? Base.HOLDERS.slug() : Segment.ADULTS_IN_LEARNING_COLLECTIVES.slug())
                            + ".");
        } else if (!wanted && said.has(key)) {
            fault(at + "/" + key, "The metric " + metric.slug() + " has no “" + key + "”.", "Take it out.");
        }
    }

    private String title(JsonNode said, String at, Metric metric) {
        if (metric == Metric.TRAINED_SHARE) {
            return "";
        }
        String title = said.path("title").asText(data.content().path("title").asText());
        if (!title.isEmpty()) {
            return title;
        }
        // Those of the programme's other targets are meant.
        JsonNode list = data.content().path("targets");
        for (JsonNode other : list) {
            if (metric != Metric.TITLE_SHARE
                    && other.has("title")
                    && !other.path("metric").asText().equals(Metric.TITLE_SHARE.slug())) {
                return other.path("title").asText();
            }
        }
        fault(at, "No title is named whose holders are meant.", "Add it, for example title: cong-dan-hoc-tap.");
        return "";
    }

    private static @Nullable Segment segment(JsonNode said) {
        for (Segment segment : Segment.values()) {
            if (segment.slug().equals(said.path("segment").asText())) {
                return segment;
            }
        }
        return null;
    }

    private static @Nullable Base base(JsonNode said) {
        for (Base base : Base.values()) {
            if (base.slug().equals(said.path("base").asText())) {
                return base;
            }
        }
        return null;
    }

    private static Set<OrgUnitKind> levels(JsonNode said) {
        Set<OrgUnitKind> levels = EnumSet.noneOf(OrgUnitKind.class);
        texts(said).forEach(slug -> OrgUnitKind.of(slug).ifPresent(levels::add));
        return levels;
    }

    private Optional<Expression> expression(JsonNode said, String at, String key) {
        String text = said.path(key).asText();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (EXPRESSIONS.compile(text, scope, Result.BOOLEAN)) {
            case Compilation.Ok ok -> Optional.of(ok.expression());
            case Compilation.Faulty faulty -> {
                faulty.faults().forEach(fault -> fault(at + "/" + key, fault.message(), fault.remedy()));
                yield Optional.empty();
            }
        };
    }

    private static NavigableMap<Integer, Rational> by(JsonNode said) {
        NavigableMap<Integer, Rational> by = new TreeMap<>();
        said.properties().forEach(year -> {
            if (year.getKey().matches("[0-9]{4}") && year.getValue().isNumber()) {
                by.put(Integer.valueOf(year.getKey()), Json.rational(year.getValue()));
            }
        });
        return by;
    }

    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.textValue());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private void fault(String at, String message, String remedy) {
        faults.add(data.fault(at, message, remedy));
    }
}
