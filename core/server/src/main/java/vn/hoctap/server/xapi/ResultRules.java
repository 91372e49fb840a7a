package vn.hoctap.server.xapi;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** How it ended (xAPI data, 4.2.5). */
final class ResultRules {
    private static final Pattern DURATION =
            Pattern.compile("P(?=.)(\\d+([.,]\\d+)?Y)?(\\d+([.,]\\d+)?M)?(\\d+([.,]\\d+)?W)?(\\d+([.,]\\d+)?D)?"
                    + "(T(?=.)(\\d+([.,]\\d+)?H)?(\\d+([.,]\\d+)?M)?(\\d+([.,]\\d+)?S)?)?");

    private ResultRules() {}

    static void result(Place result) {
        if (!result.object()) {
            return;
        }
        result.find("success").ifPresent(Place::bool);
        result.find("completion").ifPresent(Place::bool);
        result.find("response").ifPresent(Place::text);
        result.find("extensions").ifPresent(Place::extensions);
        result.find("duration").filter(Place::text).ifPresent(duration -> {
            if (!DURATION.matcher(duration.value().textValue()).matches()) {
                duration.fault("An ISO 8601 duration is wanted here, like PT1H30M.");
            }
        });
        result.find("score").filter(Place::object).ifPresent(ResultRules::score);
    }

    private static void score(Place score) {
        Optional<BigDecimal> raw = score.find("raw").flatMap(Place::number);
        Optional<BigDecimal> min = score.find("min").flatMap(Place::number);
        Optional<BigDecimal> max = score.find("max").flatMap(Place::number);
        score.find("scaled")
                .ifPresent(place -> place.number()
                        .filter(scaled -> scaled.abs().compareTo(BigDecimal.ONE) > 0)
                        .ifPresent(scaled -> place.fault("scaled lies between -1 and 1.")));
        if (above(min, max) || same(min, max)) {
            score.fault("min must be less than max.");
        } else if (above(min, raw) || above(raw, max)) {
            score.fault("raw lies between min and max.");
        }
    }

    private static boolean same(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) == 0;
    }

    private static boolean above(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) > 0;
    }
}
