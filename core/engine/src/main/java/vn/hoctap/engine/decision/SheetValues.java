package vn.hoctap.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet.NotApplicable;
import vn.hoctap.engine.decision.Decision.CriterionResult;
import vn.hoctap.engine.decision.Decision.IndicatorResult;
import vn.hoctap.engine.expression.AwardValues;
import vn.hoctap.engine.expression.Holdings;
import vn.hoctap.engine.expression.Item;

/** A sheet as expressions see it. */
record SheetValues(Ground ground, Sheet sheet, Holdings holdings) implements AwardValues {

    @Override
    public Rational total() {
        return sheet.total();
    }

    @Override
    public @Nullable Item criterion(String id) {
        for (CriterionResult criterion : sheet.criteria()) {
            if (criterion.id().equals(id)) {
                Rational points = criterion.points();
                return new Item(
                        id, points, criterion.max(), points, criterion.outcome().name());
            }
        }
        return null;
    }

    @Override
    public @Nullable Item indicator(String id) {
        Integer number = ground.outline().number(id);
        return number == null ? null : item(sheet.scores().get(number));
    }

    /** Without those that are left out of the total. */
    @Override
    public List<Item> indicators() {
        boolean dropped = ground.outline().set().award().notApplicable() == NotApplicable.RESCALE;
        List<Item> items = new ArrayList<>(sheet.scores().size());
        for (IndicatorResult score : sheet.scores()) {
            if (!dropped || score.outcome() != Outcome.NOT_APPLICABLE) {
                items.add(item(score));
            }
        }
        return items;
    }

    private static Item item(IndicatorResult score) {
        return new Item(
                score.id(),
                score.points(),
                score.max(),
                score.value().orElse(null),
                score.outcome().name());
    }

    @Override
    public Map<String, Object> parameters() {
        return ground.parameters();
    }

    @Override
    public Map<String, Object> subject() {
        return ground.subject().fields();
    }
}
