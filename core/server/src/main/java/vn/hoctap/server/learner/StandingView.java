package vn.hoctap.server.learner;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/**
 * How somebody stands in one title and cycle.
 *
 * @param key of this standing within its page, for references in the markup
 * @param sentence where one stands, in a sentence
 * @param nearest the step that brings most; null: none is needed
 * @param loggable the reader may log activities for this person
 * @param heading of the tree: how many competencies
 * @param basis the document that the criteria follow, and how far they are the law
 */
public record StandingView(
        String key,
        String set,
        int cycle,
        String title,
        String sentence,
        Ring ring,
        @Nullable Step nearest,
        boolean loggable,
        String heading,
        List<Criterion> criteria,
        List<Condition> conditions,
        String basis) {

    public String cycleText() {
        return Integer.toString(cycle);
    }

    /**
     * @param total in the middle, {@code below} under it
     * @param dash how much of the circle is filled, as SVG's stroke-dasharray
     * @param mark the turn of the mark at what is needed, as SVG's transform; null: none
     */
    public record Ring(
            String total,
            String below,
            String label,
            boolean visible,
            String dash,
            @Nullable String mark) {

        private static final double CIRCUMFERENCE = 2 * Math.PI * 50;

        /** @param share and {@code needed}: 0 to 1 */
        static Ring of(String total, String below, String label, double share, @Nullable Double needed) {
            return new Ring(
                    total,
                    below,
                    label,
                    share > 0,
                    number(CIRCUMFERENCE * Math.min(1, share)) + " " + number(CIRCUMFERENCE),
                    needed == null || needed >= 1 ? null : "rotate(" + number(360 * needed) + " 60 60)");
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    }

    /**
     * @param course to take; null: none is known
     * @param code of that course
     * @param hours of that course, with their unit; empty when unknown
     * @param advice what else to do
     * @param points that it gives, with their unit
     */
    public record Step(
            @Nullable String course,
            @Nullable String code,
            String hours,
            String advice,
            String points,
            String indicator) {}

    /** @param share 0 to 100, for the meter */
    public record Criterion(String name, String points, String share, boolean low, List<Indicator> indicators) {}

    public record Indicator(
            String id,
            String name,
            String points,
            String outcome,
            Tone tone,
            boolean open,
            List<Counted> facts,
            @Nullable Step missing,
            List<Score> scores,
            @Nullable Share share) {}

    /**
     * How many of the members have what is asked for.
     *
     * @param percent 0 to 100, for the meter
     * @param kind which members lack a title, for the address of their list; null: no title is asked for
     */
    public record Share(
            String text, String percent, @Nullable String kind) {}

    public record Counted(String title, String counted, String detail) {}

    /**
     * A form for points.
     *
     * @param request made anew for every form shown, so that sending it twice records it once
     * @param hint what it is good for, or what the other one gave
     */
    public record Score(
            String request,
            String label,
            String max,
            String value,
            @Nullable String hint) {}

    public record Condition(String name, String outcome, Tone tone, String detail) {}
}
