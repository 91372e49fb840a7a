package vn.hoctap.server.editor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft as form and as YAML.
 *
 * @param base the address of the draft's pages
 * @param form null as long as the YAML cannot be read
 * @param lines of the text, with whether something is wrong there
 * @param sentence whether it is right
 * @param beside whether what is wrong is brought to the boxes of a form that stays as it is
 * @param conflict what to say when somebody else has changed it meanwhile
 * @param lost what was typed and is not kept then
 */
public record DraftView(
        String base,
        List<StepLink> ways,
        String unit,
        int revision,
        String criteria,
        List<Line> lines,
        @Nullable SetForm form,
        List<Finding> faults,
        List<Finding> warnings,
        String sentence,
        String saved,
        boolean beside,
        @Nullable String conflict,
        @Nullable String lost) {

    public record Line(int number, boolean wrong) {}

    public int rows() {
        return lines.size();
    }

    /** The name of a part of the page for a place in the file. */
    public static String key(String prefix, String place) {
        return prefix + place.replaceAll("[^A-Za-z0-9]+", "-");
    }
}
