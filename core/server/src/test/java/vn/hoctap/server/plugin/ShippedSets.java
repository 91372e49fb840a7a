package vn.hoctap.server.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.hoctap.sample.Visits;

/** Jars of the data-only plugins that the product ships, from their sources. */
public final class ShippedSets {
    private static final Path PLUGINS = Path.of("../../plugins");
    private static final Pattern DEPENDENCIES = Pattern.compile("<plugin.dependencies>([^<]+)<");

    private ShippedSets() {}

    public static TestJar[] of(String... plugins) {
        return Stream.of(plugins).map(ShippedSets::jar).toArray(TestJar[]::new);
    }

    /** One that holds for the people of a unit only. */
    public static TestJar within(String orgUnit, String plugin) {
        return jar(plugin).manifest("Plugin-Org-Unit", orgUnit);
    }

    /** Stands in for the plugin that measures digital skills: any fact is a level. */
    public static TestJar skills() {
        return TestJar.plugin("ky-nang-so", "1.0.0").code(Visits.class);
    }

    private static TestJar jar(String plugin) {
        TestJar jar = TestJar.plugin(plugin, "1.0.0");
        Path folder = PLUGINS.resolve(plugin).resolve("src/main/resources/criteria");
        dependencies(plugin).ifPresent(ids -> jar.manifest("Plugin-Dependencies", ids));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String yaml = Files.readString(file).replace("measure: skill-level", "measure: visits");
                jar.with("criteria/" + file.getFileName(), yaml);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static Optional<String> dependencies(String plugin) {
        try {
            Matcher property = DEPENDENCIES.matcher(
                    Files.readString(PLUGINS.resolve(plugin).resolve("pom.xml")));
            return property.find() ? Optional.of(property.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
