package vn.hoctap.server.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import vn.hoctap.api.Rational;
import vn.hoctap.server.http.Json;

/** A score as a share of the best possible one, 0 to 1, exactly. */
final class Score {
    private Score() {}

    /**
     * From raw, min and max where all three are there, because {@code scaled} may run from -1 to 1.
     *
     * @param lowest what scaled is in this LMS for no points at all: 0 or -1
     */
    static Optional<Rational> share(JsonNode score, int lowest) {
        try {
            return exact(score, lowest);
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }

    private static Optional<Rational> exact(JsonNode score, int lowest) {
        if (score.path("raw").isNumber()
                && score.path("min").isNumber()
                && score.path("max").isNumber()) {
            Rational min = Json.rational(score.path("min"));
            Rational span = Json.rational(score.path("max")).minus(min);
            return Optional.of(Json.rational(score.path("raw")).minus(min).over(span));
        }
        if (!score.path("scaled").isNumber()) {
            return Optional.empty();
        }
        Rational floor = Rational.of(lowest);
        Rational share = Json.rational(score.path("scaled")).minus(floor).over(Rational.ONE.minus(floor));
        return Optional.of(share.max(Rational.ZERO));
    }
}
