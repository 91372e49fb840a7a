package vn.hoctap.server.skill;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.SkillFramework;
import vn.hoctap.api.SkillFramework.Area;
import vn.hoctap.api.SkillFramework.Level;
import vn.hoctap.api.SkillFramework.Name;
import vn.hoctap.api.SkillFramework.Status;

/** A framework as it is shown. */
record FrameworkJson(
        String id,
        Name name,
        String status,
        String source,
        List<Area> areas,
        List<Level> levels,
        @Nullable CrosswalkJson crosswalk) {

    record CrosswalkJson(
            String framework,
            String status,
            String source,
            Map<String, List<String>> components,
            Map<Integer, Integer> levels,
            List<String> without) {}

    static FrameworkJson of(SkillFramework framework) {
        return new FrameworkJson(
                framework.id(),
                framework.name(),
                status(framework.status()),
                framework.source(),
                framework.areas(),
                framework.levels(),
                crosswalk(framework.crosswalk()));
    }

    private static @Nullable CrosswalkJson crosswalk(SkillFramework.@Nullable Crosswalk crosswalk) {
        return crosswalk == null
                ? null
                : new CrosswalkJson(
                        crosswalk.framework(),
                        status(crosswalk.status()),
                        crosswalk.source(),
                        new TreeMap<>(crosswalk.components()),
                        new TreeMap<>(crosswalk.levels()),
                        crosswalk.without());
    }

    private static String status(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
