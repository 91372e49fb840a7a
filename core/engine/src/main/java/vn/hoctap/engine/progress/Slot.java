package vn.hoctap.engine.progress;

import java.time.Instant;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Expression;
import vn.hoctap.engine.expression.Verdict;
import vn.hoctap.engine.measure.Tally;

/** One way of one indicator within a folder: which entries count for it, and how they add up. */
public record Slot(CriteriaSet set, int cycle, String indicator, Way way, Tally tally) {

    public boolean counts(Entry entry) {
        return switch (entry) {
            case Entry.Learned learned -> !aboutPeople() && inWindow(learned.fact()) && wanted(learned.fact());
            case Entry.Assessed assessed -> isFor(assessed);
            case Entry.Member member -> ofMembers() && meets(Bindings.member(member.fields(), member.titles()));
        };
    }

    private boolean aboutPeople() {
        return way.by().isPresent() || ofMembers();
    }

    private boolean ofMembers() {
        return way.measure().equals("share") || way.measure().equals("members");
    }

    private boolean inWindow(Fact fact) {
        Instant end = fact.endedAt();
        return way.window() == Way.Window.CYCLE
                ? set.cycle().yearOf(end) == cycle
                : end.isBefore(set.cycle().end(cycle));
    }

    private boolean wanted(Fact fact) {
        return (way.trust() == Way.Trust.ANY || fact.verified()) && meets(Bindings.activity(fact));
    }

    private boolean isFor(Entry.Assessed assessed) {
        return way.by().filter(by -> by == assessed.by()).isPresent()
                && assessed.indicator().equals(indicator)
                && assessed.cycle() == cycle
                && assessed.title().equals(set.awards());
    }

    private boolean meets(Bindings bindings) {
        Expression where = way.where().orElse(null);
        return where == null || where.test(bindings) instanceof Verdict.True;
    }
}
