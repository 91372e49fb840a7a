package vn.hoctap.server.orgunit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form by which units are reorganised, step by step, with what all steps so far would do.
 *
 * @param plan the steps so far, as they are sent along
 * @param preview null: there is no step yet, or one of them is wrong
 */
public record ReorganiseView(
        String plan,
        String effective,
        String reason,
        List<String> steps,
        List<String> wrong,
        Step step,
        List<String> children,
        @Nullable Shown preview) {

    /** What is typed of the next step. */
    public record Step(String kind, String units, String intoId, String intoName, String parent, String parts) {
        static final Step NONE = new Step("merge", "", "", "", "", "");
    }

    public record Shown(List<Figure> figures, List<Table> tables, List<String> warnings) {}

    public record Figure(String label, String number) {}

    public record Table(String heading, String text, List<Row> rows) {}

    /** @param chip empty: none */
    public record Row(String what, String detail, String chip) {}
}
