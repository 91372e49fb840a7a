package vn.hoctap.engine.criteria;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.ValueType;

/**
 * A criteria set, resolved, checked and compiled. Immutable and safe for use from any thread.
 *
 * @param id for instance {@code cong-dan-hoc-tap/nong-dan}
 * @param awards the id of the title that it awards
 * @param source the decree or plan that it follows
 * @param isAbstract it is there to be extended and judges nobody
 * @param audience whom it judges; empty: everybody of its kind
 * @param effective from this date on, until the set's next version
 * @param attributes what it declares about a subject beyond the fields known everywhere
 * @param document the resolved document as canonical JSON: the same content gives the same text
 */
public record CriteriaSet(
        String id,
        String version,
        String awards,
        Status status,
        String source,
        Text title,
        SubjectKind subject,
        boolean isAbstract,
        Optional<Expression> audience,
        Place place,
        LocalDate effective,
        CycleRule cycle,
        List<Parameter> parameters,
        Map<String, ValueType> attributes,
        List<Criterion> criteria,
        Award award,
        Validity validity,
        Recognition recognition,
        String document) {

    /** How far a set is the law: never present what is ours as law. */
    public enum Status {
        OFFICIAL,
        PARTIAL,
        ILLUSTRATIVE
    }

    /** Whose part of the tree decides which set is nearest. */
    public enum Place {
        RESIDENCE,
        WORKPLACE
    }

    public enum Recognition {
        AUTOMATIC,
        DECISION
    }

    /** All indicators in order. */
    public List<Indicator> indicators() {
        return criteria.stream().flatMap(c -> c.indicators().stream()).toList();
    }

    public Optional<Indicator> indicator(String indicatorId) {
        return indicators().stream().filter(i -> i.id().equals(indicatorId)).findFirst();
    }

    /** All ways to earn points in order; a way's place in this list is its slot in a subject's progress. */
    public List<Way> ways() {
        return indicators().stream().flatMap(i -> i.from().stream()).toList();
    }

    /** A parameter's value depends on the subject: the first case whose condition holds, else the default. */
    public record Parameter(String name, Object value, List<Case> when) {
        public record Case(Expression test, Object value) {}
    }

    public record Criterion(String id, Text name, Optional<Expression> applies, List<Indicator> indicators) {}

    /** @param max the points it can give at most; absent in sets that count no points */
    public record Indicator(
            String id, Text name, Optional<vn.hoctap.api.Rational> max, Optional<Expression> applies, List<Way> from) {}

    /** @param after months that must pass since a lower level was awarded before this set gives a higher one */
    public record Award(
            Scheme scheme,
            List<Condition> requires,
            List<Level> levels,
            NotApplicable notApplicable,
            @Nullable Integer after) {}

    public enum Scheme {
        SUM,
        BANDS,
        CHECKLIST,
        GATE
    }

    /** What an indicator that does not apply does to the total: it gives all its points, is left out, or denies. */
    public enum NotApplicable {
        FULL,
        RESCALE,
        FAIL
    }

    /** The first level in order whose conditions hold is awarded. */
    public record Level(String id, Optional<Text> name, List<Condition> requires) {}

    public record Condition(String id, Optional<Text> name, Optional<Expression> applies, Expression test) {}
}
