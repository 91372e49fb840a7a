package vn.hoctap.server.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;

/**
 * What a jar's manifest says of the plugin.
 *
 * @param requires the versions of Hoctap that it runs on; {@code *} is any
 * @param orgUnit {@code Plugin-Org-Unit}, the organisational unit whose people alone its sets judge; null is everybody
 */
record PluginManifest(
        String id,
        String version,
        String requires,
        List<PluginDependency> dependencies,
        @Nullable String provider,
        @Nullable String description,
        @Nullable String orgUnit) {

    /** Both become names of folders. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_-]{0,49}");

    private static final String ORG_UNIT = "Plugin-Org-Unit";

    /** @param faults gets what is wrong; then the id and the version, at least, are not to be used */
    static PluginManifest of(Manifest manifest, Faults faults) {
        PluginDescriptor said = new Finder().of(manifest);
        String id = require(said.getPluginId(), ID, "Plugin-Id", faults);
        String version = require(said.getVersion(), VERSION, "Plugin-Version", faults);
        return new PluginManifest(
                id,
                version,
                said.getRequires() == null || said.getRequires().isBlank() ? "*" : said.getRequires(),
                new ArrayList<>(said.getDependencies()),
                blankToNull(said.getProvider()),
                blankToNull(said.getPluginDescription()),
                orgUnit(manifest, faults));
    }

    private static @Nullable String orgUnit(Manifest manifest, Faults faults) {
        String unit = blankToNull(manifest.getMainAttributes().getValue(ORG_UNIT));
        return unit == null ? null : require(unit.strip(), ID, ORG_UNIT, faults);
    }

    /** Does the manifest ask for code to be run or found? */
    static boolean wantsCode(Manifest manifest) {
        Attributes main = manifest.getMainAttributes();
        return main.getValue(ManifestPluginDescriptorFinder.PLUGIN_CLASS) != null
                || main.getValue(Attributes.Name.CLASS_PATH) != null;
    }

    private static String require(@Nullable String value, Pattern allowed, String name, Faults faults) {
        if (value == null || value.isBlank()) {
            faults.add(Faults.MANIFEST, name + " is missing.", "Write it into the manifest of the jar.");
            return "";
        }
        if (!allowed.matcher(value).matches()) {
            faults.add(
                    Faults.MANIFEST,
                    name + " '" + value + "' has characters that are not allowed, or is too long.",
                    "Use letters, digits, dots, hyphens and underscores.");
            return "";
        }
        return value;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static final class Finder extends ManifestPluginDescriptorFinder {
        PluginDescriptor of(Manifest manifest) {
            return createPluginDescriptor(manifest);
        }
    }
}
