package vn.hoctap.server.ledger;

import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.database.Sql;

/** Which sets everybody is judged by, as far as others must know of it. */
public final class JudgingSets {
    private JudgingSets() {}

    /**
     * Whoever the change concerns will be judged anew, and that is noted where it is not lost: so the next turn of the
     * recorder need not judge everybody. Where not all had been judged by the sets before, it still does.
     */
    public static void change(Sql transaction, CriteriaRegistry before, CriteriaRegistry after) {
        Stream.of(SubjectKind.values())
                .filter(kind -> SetsChange.of(transaction, kind, before).isDone())
                .map(kind -> SetsChange.of(transaction, kind, after))
                .forEach(SetsChange::finish);
    }
}
