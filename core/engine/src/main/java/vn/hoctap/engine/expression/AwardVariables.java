package vn.hoctap.engine.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of an award, each made when first asked for: most conditions look at one or two of them. */
final class AwardVariables implements Shortcut.Variables {
    private final AwardValues values;
    private @Nullable Object total;
    private @Nullable Object indicators;

    AwardVariables(AwardValues values) {
        this.values = values;
    }

    @Override
    public @Nullable Object find(String name) {
        return switch (name) {
            case "total" -> total();
            case "criterion" -> new ItemsStructure("criterion", values::criterion);
            case "indicator" -> new ItemsStructure("indicator", values::indicator);
            case "indicators" -> indicators();
            case "parameter" -> new FieldsStructure("parameter", values.parameters());
            case "subject" -> new FieldsStructure("subject", values.subject());
            default -> null;
        };
    }

    /** Two threads that make one of them twice do no harm. */
    private Object total() {
        Object known = total;
        if (known == null) {
            known = ExactNumber.of(values.total());
            total = known;
        }
        return known;
    }

    private Object indicators() {
        Object known = indicators;
        if (known == null) {
            known = list(values.indicators());
            indicators = known;
        }
        return known;
    }

    private static List<Structure> list(List<Item> items) {
        Structure[] structures = new Structure[items.size()];
        for (int i = 0; i < structures.length; i++) {
            structures[i] = new ItemsStructure.ItemStructure("indicator", items.get(i));
        }
        return List.of(structures);
    }
}
