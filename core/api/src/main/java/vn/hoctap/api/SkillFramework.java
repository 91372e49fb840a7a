package vn.hoctap.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A framework of skills as an authority published it: areas with their components, and the levels that somebody may
 * reach in each component.
 *
 * @param id the slug that facts and courses name, for instance {@code tt02-2025}
 * @param source the document with number and date, and what in it is ours
 * @param crosswalk how its components and levels read in another framework; null: it is not compared with any
 */
public record SkillFramework(
        String id,
        Name name,
        Status status,
        String source,
        List<Area> areas,
        List<Level> levels,
        @Nullable Crosswalk crosswalk) {

    public SkillFramework {
        areas = List.copyOf(areas);
        levels = List.copyOf(levels);
    }

    /** How certain it is that this is what the document says. */
    public enum Status {
        OFFICIAL,
        PARTIAL,
        ILLUSTRATIVE
    }

    /** In Vietnamese and English. */
    public record Name(String vi, String en) {}

    /** @param id its number in the framework, for instance {@code 4} */
    public record Area(String id, Name name, List<Component> components) {
        public Area {
            components = List.copyOf(components);
        }
    }

    /** @param id its number in the framework, for instance {@code 4.2}; unique in the framework */
    public record Component(String id, Name name) {}

    /**
     * @param number 1 is the lowest; without gaps
     * @param band the name of the group of levels to which it belongs
     * @param does what a person of this level can do, in a few plain words
     */
    public record Level(int number, Name band, Name does) {}

    /**
     * What a skill of this framework is worth in another one.
     *
     * @param framework the id of the other framework
     * @param status how certain it is; ours are {@link Status#ILLUSTRATIVE}
     * @param components for every component of this framework its counterparts in the other; empty: it has none
     * @param levels for every level of this framework the level of the other
     * @param without the components of the other framework that no component of this one is the counterpart of
     */
    public record Crosswalk(
            String framework,
            Status status,
            String source,
            Map<String, List<String>> components,
            Map<Integer, Integer> levels,
            List<String> without) {

        public Crosswalk {
            components = Map.copyOf(components);
            levels = Map.copyOf(levels);
            without = List.copyOf(without);
        }
    }

    /** All components, area by area. */
    public List<Component> components() {
        return areas.stream().flatMap(area -> area.components().stream()).toList();
    }
}
