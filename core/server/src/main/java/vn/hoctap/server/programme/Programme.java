package vn.hoctap.server.programme;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.Text;

/**
 * What a plugin's file says.
 *
 * @param orgUnit for the people of this unit and those below it; null: everywhere
 * @param scope the unit for whose part the plugin is installed; null: for everybody
 */
record Programme(
        String id,
        @Nullable String orgUnit,
        @Nullable String scope,
        Text name,
        Source source,
        String status,
        List<Target> targets) {
    Programme {
        targets = List.copyOf(targets);
    }

    record Source(
            String title,
            @Nullable String publisher,
            @Nullable String date,
            @Nullable String url) {}

    Programme within(@Nullable String unit) {
        return new Programme(id, orgUnit, unit, name, source, status, targets);
    }

    /**
     * Whether its targets hold in a unit.
     *
     * @param heirs what has become of a unit: itself, or those that took its place
     */
    boolean holdsIn(Collection<String> chain, Function<String, List<String>> heirs) {
        return reaches(orgUnit, chain, heirs) && reaches(scope, chain, heirs);
    }

    private static boolean reaches(
            @Nullable String unit, Collection<String> chain, Function<String, List<String>> heirs) {
        return unit == null || heirs.apply(unit).stream().anyMatch(chain::contains);
    }
}
