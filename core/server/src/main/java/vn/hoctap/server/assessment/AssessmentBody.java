package vn.hoctap.server.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.StrictJson;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.ContentHash;
import vn.hoctap.server.ledger.Faults;

/**
 * An assessment as it was sent, of the described form; what no schema can say is checked here.
 *
 * @param index its place in the request
 */
record AssessmentBody(JsonNode sent, int index, Faults faults) {
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Set<String> NO_CONTENT = Set.of("id");

    String subject() {
        return text("subject");
    }

    String set() {
        return text("set");
    }

    Assessor by() {
        return text("by").equals("self") ? Assessor.SELF : Assessor.APPRAISER;
    }

    private String text(String name) {
        return sent.get(name).textValue();
    }

    private Rational points() {
        return Json.rational(sent.get("points"));
    }

    /** @param set the set that was named, when there is one that judges */
    void check(Instant now, Optional<CriteriaSet> set) {
        if (set.isEmpty()) {
            faults.add(index, "/set", "There is no criteria set " + set() + "; GET /api/v1/models names all.");
            return;
        }
        Optional<Indicator> indicator = set.get().indicator(text("indicator"));
        if (indicator.isEmpty()) {
            faults.add(
                    index,
                    "/indicator",
                    "The set has no indicator " + text("indicator") + "; it has " + names(set.get()) + ".");
            return;
        }
        if (sent.get("cycle").intValue() > set.get().cycle().yearOf(now.plus(AHEAD))) {
            faults.add(index, "/cycle", "This cycle has not begun; assess what has been done.");
        }
        Optional<Rational> max = indicator.get().max();
        if (max.isPresent() && points().compareTo(max.get()) > 0) {
            faults.add(index, "/points", "The indicator gives at most " + max.get() + " points.");
        }
    }

    private static String names(CriteriaSet set) {
        return String.join(", ", set.indicators().stream().map(Indicator::id).toList());
    }

    RecordAssessment command(String madeId) {
        Optional<String> id = Faults.text(sent, "id");
        byte[] content = StrictJson.canonical(sent, NO_CONTENT);
        return new RecordAssessment(
                subject(),
                id.orElse(madeId),
                id.isEmpty(),
                set(),
                sent.get("cycle").intValue(),
                text("indicator"),
                by(),
                points(),
                ContentHash.of(content),
                content);
    }
}
