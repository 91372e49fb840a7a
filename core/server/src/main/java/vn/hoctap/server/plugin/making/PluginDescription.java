package vn.hoctap.server.plugin.making;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.server.plugin.DataFile;
import vn.hoctap.server.plugin.DataForm;

/**
 * What {@code plugin.yaml} says of a plugin, which becomes the manifest of its jar.
 *
 * @param requires the versions of Hoctap that it runs on, for instance {@code >=0.1.0}; null is any
 * @param dependencies the plugins whose sets it extends
 * @param orgUnit the organisational unit whose people alone its sets judge; null is everybody
 */
public record PluginDescription(
        String id,
        String version,
        @Nullable String description,
        @Nullable String provider,
        @Nullable String requires,
        List<String> dependencies,
        @Nullable String orgUnit) {
    public static final String FILE = "plugin.yaml";

    private static final DataForm FORM = DataForm.of(PluginDescription.class, "plugin.schema.json");

    public PluginDescription {
        dependencies = List.copyOf(dependencies);
    }

    /** Its JSON Schema, for editors. */
    public static String schema() {
        return FORM.text();
    }

    /** Empty when the file has a fault; then the faults get one more for each. */
    public static Optional<PluginDescription> read(CriteriaSource file, List<CriteriaError> faults) {
        List<CriteriaError> found = new ArrayList<>();
        Optional<DataFile> read = FORM.read(file, found);
        faults.addAll(found);
        return found.isEmpty() ? read.map(data -> of(data.content())) : Optional.empty();
    }

    private static PluginDescription of(JsonNode content) {
        List<String> dependencies = new ArrayList<>();
        content.path("dependencies").forEach(one -> dependencies.add(one.asText()));
        return new PluginDescription(
                content.path("id").asText(),
                content.path("version").asText(),
                text(content, "description"),
                text(content, "provider"),
                text(content, "requires"),
                dependencies,
                text(content, "orgUnit"));
    }

    private static @Nullable String text(JsonNode content, String key) {
        return content.hasNonNull(key) ? content.get(key).asText() : null;
    }

    public String jarName() {
        return id + "-" + version + ".jar";
    }

    Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        put(main, "Plugin-Id", id);
        put(main, "Plugin-Version", version);
        put(main, "Plugin-Description", description);
        put(main, "Plugin-Provider", provider);
        put(main, "Plugin-Requires", requires);
        put(main, "Plugin-Dependencies", dependencies.isEmpty() ? null : String.join(",", dependencies));
        put(main, "Plugin-Org-Unit", orgUnit);
        return manifest;
    }

    private static void put(Attributes main, String name, @Nullable String value) {
        if (value != null) {
            main.putValue(name, value.replaceAll("\\s+", " ").strip());
        }
    }
}
