package vn.hoctap.engine.criteria;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.hoctap.engine.criteria.CriteriaSet.Award;
import vn.hoctap.engine.criteria.CriteriaSet.Criterion;
import vn.hoctap.engine.criteria.CriteriaSet.Indicator;
import vn.hoctap.engine.criteria.CriteriaSet.Parameter;
import vn.hoctap.engine.criteria.CriteriaSet.Place;
import vn.hoctap.engine.criteria.CriteriaSet.Recognition;
import vn.hoctap.engine.criteria.CriteriaSet.Scheme;
import vn.hoctap.engine.criteria.CriteriaSet.Status;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Scope;
import vn.hoctap.engine.expression.ValueType;
import vn.hoctap.engine.measure.Measures;

/**
 * Makes a set of a resolved document, and on the way finds everything that is wrong with it: first its form, then its
 * meaning, as far as its form allows to understand it.
 */
final class SetBuilder {
    private final Part.Mapping document;
    private final Faults faults;
    private final Measures measures;

    SetBuilder(Part.Mapping resolved, Measures measures, Faults faults) {
        this.document = Form.withoutNulls(resolved, faults);
        this.measures = measures;
        this.faults = faults;
    }

    /** Empty when the file has any fault. */
    Optional<CriteriaSet> build() {
        Form.check(document, faults);
        Optional<SubjectKind> kind = Values.choice(document, "subject", SubjectKind.class);
        ParameterReader variables = new ParameterReader(document, faults);
        Map<String, ValueType> attributes = variables.attributes();
        Formulas formulas = new Formulas(faults, kind, attributes);
        Optional<Expression> audience = formulas.onSubject(document, "audience");
        List<Parameter> parameters = variables.parameters(formulas);
        List<Criterion> criteria = criteria(formulas, kind, new Thresholds(document, parameters, faults));
        Scope scope = scope(criteria, parameters, attributes);
        Optional<Award> award = new AwardReader(document, scope, formulas, faults).read();
        award.ifPresent(found -> checkTogether(criteria, parameters, found));
        CalendarReader calendar = new CalendarReader(document, faults);
        Optional<LocalDate> effective = calendar.effective();
        CycleRule cycle = calendar.cycle();
        Validity validity = calendar.validity();
        Optional<Text> title = Values.text(document, "title", faults);
        if (!faults.none()) {
            return Optional.empty();
        }
        return Optional.of(new CriteriaSet(
                required(document.text("id")),
                required(document.text("version")),
                required(document.text("awards")),
                required(Values.choice(document, "status", Status.class)),
                required(document.text("source")),
                required(title),
                required(kind),
                isAbstract(),
                audience,
                Values.choice(document, "place", Place.class).orElse(Place.RESIDENCE),
                required(effective),
                cycle,
                parameters,
                attributes,
                criteria,
                required(award),
                validity,
                Values.choice(document, "recognition", Recognition.class).orElse(Recognition.AUTOMATIC),
                StoredDocument.canonical(document)));
    }

    private static <T> T required(Optional<T> value) {
        return value.orElseThrow(() -> new IllegalStateException("the schema let a required value be absent"));
    }

    private boolean isAbstract() {
        return document.flag("abstract").orElse(false);
    }

    private boolean countsPoints() {
        return AwardReader.scheme(document)
                .filter(scheme -> scheme == Scheme.SUM || scheme == Scheme.BANDS)
                .isPresent();
    }

    private List<Criterion> criteria(Formulas formulas, Optional<SubjectKind> kind, Thresholds thresholds) {
        WayReader ways = new WayReader(measures, formulas, kind, thresholds, faults);
        List<Criterion> criteria =
                new CriterionReader(ways, formulas, faults, isAbstract(), countsPoints()).read(document);
        if (countsPoints()
                && document.get("criteria").isPresent()
                && document.items("criteria").isEmpty()) {
            faults.add(
                    document.get("criteria").orElse(document),
                    "A scheme that counts points needs indicators, but there are none.",
                    "Add criteria with indicators, or choose the scheme gate.");
        }
        return criteria;
    }

    private static Scope scope(
            List<Criterion> criteria, List<Parameter> parameters, Map<String, ValueType> attributes) {
        Map<String, ValueType> types = new TreeMap<>();
        parameters.forEach(parameter -> types.put(parameter.name(), ParameterReader.type(parameter.value())));
        return Scope.award(
                criteria.stream().map(Criterion::id).distinct().toList(),
                criteria.stream()
                        .flatMap(criterion -> criterion.indicators().stream())
                        .map(Indicator::id)
                        .distinct()
                        .toList(),
                types,
                attributes);
    }

    private void checkTogether(List<Criterion> criteria, List<Parameter> parameters, Award award) {
        document.mapping("award")
                .ifPresent(written -> new Reachability(criteria, parameters, faults).check(award, written));
    }
}
