package vn.hoctap.server.skill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The profile of somebody's digital skills as a page.
 *
 * @param back to the page about the person
 * @param areas none: there is no plugin that knows skills
 */
public record SkillsView(
        String back,
        String backLabel,
        String kicker,
        String heading,
        String sentence,
        List<Band> bands,
        @Nullable Course nearest,
        List<Area> areas,
        List<String> sources) {

    /**
     * How many skills are in a band.
     *
     * @param tint 0 for what is not yet known, then 1 for the lowest band
     */
    public record Band(int tint, String name, String levels, String count) {}

    /** @param known how many of its skills are known, in words */
    public record Area(String id, String name, String known, List<Skill> skills) {}

    /**
     * @param mark the level's number, or a dash
     * @param level in words, with its band
     * @param filled how many of the segments are reached
     * @param does what a person of the level can do; blank when it is not yet known
     */
    public record Skill(
            String id,
            String name,
            int tint,
            String mark,
            String level,
            int filled,
            int segments,
            String does,
            List<Proof> proofs,
            @Nullable Course course) {}

    /** What proves a level. */
    public record Proof(String title, String level, String detail) {}

    /** @param leads to which level, or in how many skills */
    public record Course(String title, String hours, String href, String leads) {}
}
