package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plugin that carries classes of the host gets other classes than the host has, and its extensions vanish silently. */
class PackedPluginsIT {
    private static final List<String> THE_HOSTS_OWN =
            List.of("vn/hoctap/api/", "vn/hoctap/engine/", "vn/hoctap/server/", "io/vertx/", "org/slf4j/", "org/pf4j/");

    static List<Path> plugins() throws IOException {
        return Packed.plugins();
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void a_plugin_bundles_nothing_of_the_host(Path plugin) throws IOException {
        try (JarFile jar = new JarFile(plugin.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .noneMatch(name -> THE_HOSTS_OWN.stream().anyMatch(name::startsWith))
                    .noneMatch(name -> name.endsWith(".jar"));
        }
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void a_plugin_names_itself_its_version_and_the_host_it_needs(Path plugin) throws IOException {
        try (JarFile jar = new JarFile(plugin.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(plugin.getFileName()).hasToString("hoctap-plugin-" + manifest.getValue("Plugin-Id") + ".jar");
            assertThat(manifest.getValue("Plugin-Version")).matches("\\d+\\.\\d+\\.\\d+");
            assertThat(manifest.getValue("Plugin-Requires")).startsWith(">=");
        }
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void a_plugin_with_extensions_has_their_index(Path plugin) throws IOException {
        try (JarFile jar = new JarFile(plugin.toFile())) {
            boolean hasExtensions = false;
            for (JarEntry entry : jar.stream().toList()) {
                hasExtensions |= entry.getName().endsWith(".class") && isExtension(jar, entry);
            }
            assertThat(jar.getEntry("META-INF/extensions.idx") != null)
                    .as("extensions.idx is there if, and only if, a class is marked @Extension")
                    .isEqualTo(hasExtensions);
        }
    }

    private static boolean isExtension(JarFile jar, JarEntry type) throws IOException {
        try (var bytes = jar.getInputStream(type)) {
            return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1).contains("Lorg/pf4j/Extension;");
        }
    }
}
