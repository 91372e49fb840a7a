package vn.hoctap.plugins.kynangso;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Area;
import vn.hoctap.api.SkillFramework.Component;
import vn.hoctap.api.SkillFramework.Crosswalk;
import vn.hoctap.api.SkillFramework.Level;
import vn.hoctap.api.SkillFramework.Name;
import vn.hoctap.api.SkillFramework.Status;

/** Reads {@code frameworks/<id>.yaml} of the jar. */
final class FrameworkFile {
    private FrameworkFile() {}

    /** @throws IllegalStateException naming the file, the line and what is wrong there */
    static SkillFramework read(String id) {
        String file = "/frameworks/" + id + ".yaml";
        try (InputStream in = FrameworkFile.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the plugin's jar");
            }
            return framework(Yaml.read(file, new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SkillFramework framework(Yaml yaml) {
        return new SkillFramework(
                yaml.at("id").text(),
                name(yaml.at("name")),
                status(yaml.at("status")),
                yaml.at("source").text(),
                yaml.at("areas").items().stream().map(FrameworkFile::area).toList(),
                yaml.at("levels").items().stream().map(FrameworkFile::level).toList(),
                yaml.fields().containsKey("crosswalk") ? crosswalk(yaml.at("crosswalk")) : null);
    }

    private static Name name(Yaml yaml) {
        return new Name(yaml.at("vi").text(), yaml.at("en").text());
    }

    private static Status status(Yaml yaml) {
        try {
            return Status.valueOf(yaml.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw yaml.wrong("official, partial or illustrative is wanted");
        }
    }

    private static Area area(Yaml yaml) {
        List<Component> components = yaml.at("components").items().stream()
                .map(component -> new Component(component.at("id").text(), name(component)))
                .toList();
        return new Area(yaml.at("id").text(), name(yaml.at("name")), components);
    }

    private static Level level(Yaml yaml) {
        return new Level(yaml.at("level").number(), name(yaml.at("band")), name(yaml.at("does")));
    }

    private static Crosswalk crosswalk(Yaml yaml) {
        Map<String, List<String>> components = new LinkedHashMap<>();
        yaml.at("components").fields().forEach((own, others) -> components.put(own, others.texts()));
        Map<Integer, Integer> levels = new LinkedHashMap<>();
        yaml.at("levels").fields().forEach((own, other) -> levels.put(Integer.valueOf(own), other.number()));
        return new Crosswalk(
                yaml.at("framework").text(),
                status(yaml.at("status")),
                yaml.at("source").text(),
                components,
                levels,
                yaml.at("without").texts());
    }
}
