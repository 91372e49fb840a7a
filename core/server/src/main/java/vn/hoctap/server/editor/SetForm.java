package vn.hoctap.server.editor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A criteria set as a form. The name of a box is the place that it changes, as a JSON pointer; other names say what they
 * change of the place behind the {@code @}.
 *
 * @param base the set that it extends; null: it stands alone
 * @param title and all other boxes as they are written in this set, empty where it says nothing
 * @param audience what is chosen of {@code audiences}: the last of them is an expression of its own
 * @param marks the numbers that a local set changes most, with what they decide
 * @param inherited what the base brings, and may get more indicators
 * @param conditions when the title is earned; of the base when this set says nothing of it
 */
public record SetForm(
        @Nullable Base base,
        Box title,
        Box titleEnglish,
        Box version,
        Box source,
        Box from,
        List<Option> statuses,
        List<Option> audiences,
        Box audience,
        List<Option> places,
        List<Marks> marks,
        List<Criterion> criteria,
        List<Inherited> inherited,
        List<Condition> conditions,
        boolean ownConditions,
        boolean levels,
        Box months,
        List<Option> recognitions) {

    public record Base(String id, String title) {}

    /**
     * @param hint what holds when it is left empty
     * @param wrong what is wrong with it
     */
    public record Box(
            String name,
            String value,
            String hint,
            @Nullable String wrong) {}

    public record Option(String value, String label, boolean chosen) {}

    /** The numbers that decide the same: an indicator by its name, or the award. */
    public record Marks(String heading, List<Mark> marks) {}

    /**
     * A parameter.
     *
     * @param label what it decides
     * @param name what expressions call it
     * @param cases the values that some people get instead
     */
    public record Mark(Box box, String label, String name, List<Case> cases) {}

    public record Case(Box box, String label) {}

    public record Criterion(
            String place, String id, @Nullable Box name, String label, List<Indicator> indicators) {}

    /** @param below whether it stands in the base too, and this set changes it */
    public record Indicator(String place, String id, Box name, Box max, boolean below, List<Way> ways) {}

    /**
     * A way to earn an indicator's points.
     *
     * @param kinds how it is measured
     * @param counts whether facts are counted, not assessed
     * @param types of activities, none chosen: all
     * @param where what else must hold, an expression
     * @param points how the number becomes points
     * @param bands at least so much gives so many
     * @param rate for every so much so many
     */
    public record Way(
            String place,
            List<Option> kinds,
            boolean counts,
            List<Option> types,
            Box where,
            boolean verified,
            boolean held,
            List<Option> points,
            List<Band> bands,
            @Nullable Band rate,
            Box advice,
            @Nullable String wrong) {}

    public record Band(String place, Box from, Box give) {}

    public record Inherited(String id, String name, List<String> indicators) {}

    /**
     * @param sentence what it asks for, with the box for its number behind it; for an expression of its own the box is the
     *     expression
     * @param of the indicator that it is about, for one that is about one
     */
    public record Condition(
            @Nullable String place,
            String sentence,
            boolean number,
            Box value,
            List<Option> of,
            @Nullable String wrong) {

        /** Whether its number is one of the marks, and is changed there. */
        public boolean isMark() {
            return number && of.isEmpty() && value.value().startsWith("parameter.") && wrong == null;
        }
    }
}
