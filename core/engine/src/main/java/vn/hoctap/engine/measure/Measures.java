package vn.hoctap.engine.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.hoctap.api.Measure;
import vn.hoctap.engine.criteria.Way;

/** The measures that criteria sets can name: the built-in ones and those of the plugins. Immutable. */
public final class Measures {
    private final Map<String, Measure<?>> extensions;

    private Measures(Map<String, Measure<?>> extensions) {
        this.extensions = extensions;
    }

    public static Measures builtIn() {
        return new Measures(Map.of());
    }

    /** @throws IllegalArgumentException when the name is taken */
    public Measures with(Measure<?> extension) {
        if (knows(extension.name())) {
            throw new IllegalArgumentException("There is a measure '" + extension.name() + "' already.");
        }
        Map<String, Measure<?>> more = new TreeMap<>(extensions);
        more.put(extension.name(), extension);
        return new Measures(more);
    }

    public boolean knows(String name) {
        return BuiltIn.of(name).isPresent() || extensions.containsKey(name);
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>(extensions.keySet());
        Stream.of(BuiltIn.values()).map(BuiltIn::slug).forEach(names::add);
        return names;
    }

    /** What is wrong with the options of a plugin's measure; nothing for a measure that is not known or built in. */
    public List<Measure.Fault> faults(String name, Map<String, String> options) {
        Measure<?> extension = extensions.get(name);
        if (extension == null) {
            return List.of();
        }
        try {
            return extension.faults(options);
        } catch (RuntimeException | LinkageError failure) {
            return List.of(new Measure.Fault(
                    "",
                    "The measure “" + name + "” cannot check its options (" + failure + ").",
                    "Ask the author of the plugin that brings it."));
        }
    }

    /** Who gathers calls of this measure; empty for a built-in one, and where the host does not care. */
    public Optional<Gathering> gathering(String name) {
        return Optional.ofNullable(extensions.get(name))
                .filter(Gathering.class::isInstance)
                .map(Gathering.class::cast);
    }

    /**
     * The tally of one way.
     *
     * @throws IllegalArgumentException when no plugin brings the way's measure
     */
    public Tally tally(Way way) {
        Optional<BuiltIn> builtIn = BuiltIn.of(way.measure());
        if (builtIn.isPresent()) {
            return new BuiltInTally(builtIn.get(), way);
        }
        Measure<?> extension = extensions.get(way.measure());
        if (extension == null) {
            throw new IllegalArgumentException("No plugin brings the measure '" + way.measure() + "'.");
        }
        return new ForeignTally<>(extension, way);
    }
}
