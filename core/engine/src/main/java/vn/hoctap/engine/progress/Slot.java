package vn.hoctap.engine.progress;

import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.measure.Tally;

/** One way of one indicator within a folder: which entries count for it, and how they add up. */
public record Slot(CriteriaSet set, int cycle, String indicator, Way way, Tally tally) {

    public boolean counts(Entry entry) {
        return switch (entry) {
            case Entry.Learned learned ->
                takes(learned.fact())
                        && isWithin(set.cycle().yearOf(learned.fact().endedAt()))
                        && meets(Bindings.activity(learned.fact()));
            case Entry.Assessed assessed -> isFor(assessed);
            case Entry.Members together -> false;
            case Entry.Member member -> isOf(member) && meets(Bindings.member(member.fields(), member.titles()));
        };
    }

    private boolean aboutPeople() {
        return way.by().isPresent() || ofMembers();
    }

    boolean ofMembers() {
        return way.members().isPresent();
    }

    /** Whether the member is of the kind that the way counts. */
    private boolean isOf(Entry.Member member) {
        return way.members()
                .filter(counted -> counted.slug().equals(member.fields().get("kind")))
                .isPresent();
    }

    /** Whether it counts by all but the time and the {@code where} of the way. */
    boolean takes(Fact fact) {
        return !aboutPeople() && (way.trust() == Way.Trust.ANY || fact.verified());
    }

    /** @param year in which a fact ended, in the set's zone */
    private boolean isWithin(int year) {
        return way.window() == Way.Window.CYCLE ? year == cycle : year <= cycle;
    }

    private boolean isFor(Entry.Assessed assessed) {
        return way.by().filter(by -> by == assessed.by()).isPresent()
                && assessed.indicator().equals(indicator)
                && assessed.cycle() == cycle
                && assessed.title().equals(set.awards());
    }

    private boolean meets(Bindings bindings) {
        Expression where = way.where().orElse(null);
        return where == null || where.test(bindings).isTrue();
    }
}
