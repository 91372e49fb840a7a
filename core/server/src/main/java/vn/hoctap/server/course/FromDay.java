package vn.hoctap.server.course;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import vn.hoctap.server.http.Problem;

/** The query parameter {@code from}: the day after which something is asked for. */
final class FromDay {
    private FromDay() {}

    /** When that day begins where the clock is. */
    static Optional<Instant> of(RoutingContext context, Clock clock) {
        try {
            return Optional.ofNullable(context.queryParams().get("from"))
                    .map(text ->
                            LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant());
        } catch (DateTimeParseException noDay) {
            throw Problem.invalid("/query/from", "from must be a day written yyyy-mm-dd.");
        }
    }
}
