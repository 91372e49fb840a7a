package vn.hoctap.server.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody says what he wants to know, and what was found out before.
 *
 * @param wrong what is wrong with the form; null: nothing
 * @param parameters of the chosen set
 */
public record SimulationsView(
        boolean asks,
        @Nullable String wrong,
        List<Option> sets,
        List<Option> units,
        List<Option> years,
        List<Parameter> parameters,
        List<Earlier> simulations,
        List<Earlier> batches) {

    public record Option(String value, String label, boolean chosen) {}

    public record Parameter(String name, String label, String value) {}

    public record Earlier(String href, String label, String detail, String state, String tone) {}
}
