package vn.hoctap.engine.decision;

import java.time.Instant;
import java.util.Optional;
import vn.hoctap.engine.expression.Holdings;

/**
 * What a decision depends on beside progress and the subject's state.
 *
 * @param holdings the titles that the subject holds, valid at {@code asOf}
 * @param held the level of this very title that the subject holds already, for sets with a wait before an upgrade
 * @param asOf the moment of the decision; stored with it, so that it can be reproduced
 */
public record Circumstances(Holdings holdings, Optional<HeldLevel> held, Instant asOf) {

    public record HeldLevel(String level, Instant since) {}

    /** Of a subject that holds nothing. */
    public static Circumstances at(Instant asOf) {
        return new Circumstances((title, level) -> false, Optional.empty(), asOf);
    }
}
