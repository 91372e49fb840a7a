package vn.hoctap.server.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.ledger.Checked;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.ContentHash;
import vn.hoctap.server.ledger.Faults;
import vn.hoctap.server.ledger.LatestAssessments;
import vn.hoctap.server.ledger.LatestAssessments.About;
import vn.hoctap.server.ledger.LatestAssessments.Given;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/**
 * Checks many assessments without ids as the API would check each of them alone. One that says what counts already is known
 * again; one that says something else gets an id that follows from what it says and from what it replaces, so that a repeat
 * is recognised and a return to earlier points is not mistaken for one. Safe for use from any thread.
 */
public final class AssessmentCheck {
    private final Sql sql;
    private final Subjects subjects;
    private final Function<String, Optional<CriteriaSet>> sets;
    private final InstantSource clock;

    /** @param sets the published sets by id, in the version in force */
    public AssessmentCheck(
            Sql sql, Subjects subjects, Function<String, Optional<CriteriaSet>> sets, InstantSource clock) {
        this.sql = sql;
        this.subjects = subjects;
        this.sets = sets;
        this.clock = clock;
    }

    /** One for each body, in order. All that concerns one subject must be given at once. */
    public List<Checked> all(Caller caller, List<? extends JsonNode> bodies) {
        Map<String, SubjectPlaces> places = subjects.places(bodies.stream()
                .map(body -> body.get("subject").textValue())
                .distinct()
                .toList());
        Instant now = clock.instant();
        List<Optional<Problem>> refusals = new ArrayList<>();
        Map<Integer, About> keys = new HashMap<>();
        Set<About> seen = new HashSet<>();
        for (int i = 0; i < bodies.size(); i++) {
            Optional<Problem> refusal = refusal(caller, bodies.get(i), places, now);
            if (refusal.isEmpty()) {
                About key = key(bodies.get(i));
                refusal = seen.add(key) ? refusal : Optional.of(twice());
                keys.put(i, key);
            }
            refusals.add(refusal);
        }
        Map<About, Given> latest = LatestAssessments.read(sql, List.copyOf(seen));
        List<Checked> checked = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            Optional<Problem> refusal = refusals.get(i);
            checked.add(
                    refusal.isPresent()
                            ? Checked.refused(refusal.get().errors())
                            : sound(bodies.get(i), latest.get(keys.get(i))));
        }
        return checked;
    }

    private Optional<Problem> refusal(Caller caller, JsonNode body, Map<String, SubjectPlaces> places, Instant now) {
        Faults faults = new Faults(body);
        AssessmentBody assessment = new AssessmentBody(body, 0, faults);
        try {
            AssessmentApi.demand(caller, assessment, places.get(assessment.subject()));
            assessment.check(now, judging(assessment.set()));
            faults.refuse();
            return Optional.empty();
        } catch (Problem refused) {
            return Optional.of(refused);
        }
    }

    private Optional<CriteriaSet> judging(String set) {
        return sets.apply(set).filter(known -> !known.isAbstract());
    }

    private static Problem twice() {
        return Problem.invalid(List.of(new PointerError(
                "/indicator", "An earlier row gives points for this indicator already; leave only the right one.")));
    }

    private About key(JsonNode body) {
        AssessmentBody assessment = new AssessmentBody(body, 0, new Faults(body));
        return new About(
                assessment.subject(),
                judging(assessment.set()).orElseThrow().awards(),
                body.get("cycle").intValue(),
                body.get("indicator").textValue(),
                assessment.by());
    }

    private static Checked sound(JsonNode body, @Nullable Given latest) {
        String replaced = latest == null ? "" : latest.id();
        ObjectNode named = ((ObjectNode) body).deepCopy().put("id", id(body, replaced));
        RecordAssessment command = new AssessmentBody(named, 0, new Faults(named)).command("");
        return Checked.sound(command, latest != null && Objects.equals(latest.points(), command.points()));
    }

    private static String id(JsonNode body, String replaced) {
        byte[] content = (Json.text(body) + "\n" + replaced).getBytes(StandardCharsets.UTF_8);
        return "a-" + HexFormat.of().formatHex(ContentHash.of(content));
    }
}
