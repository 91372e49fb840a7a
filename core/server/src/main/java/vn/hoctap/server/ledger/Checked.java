package vn.hoctap.server.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Problem.PointerError;

/**
 * What became of one of many bodies that were checked each for itself.
 *
 * @param command to be recorded; null: there are errors
 * @param recorded what it says is in the ledger already, perhaps in other words; recording it would change nothing
 */
public record Checked(@Nullable Command command, List<PointerError> errors, boolean recorded) {
    public Checked {
        errors = List.copyOf(errors);
    }

    public static Checked refused(List<PointerError> errors) {
        return new Checked(null, errors, false);
    }

    public static Checked sound(Command command, boolean recorded) {
        return new Checked(command, List.of(), recorded);
    }
}
