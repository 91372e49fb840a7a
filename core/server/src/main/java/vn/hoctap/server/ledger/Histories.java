package vn.hoctap.server.ledger;

import java.util.Collection;
import java.util.Map;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.database.Sql;

/** Where the ledger learns what criteria may ask about subjects. */
@FunctionalInterface
public interface Histories {

    /** By the subjects' keys, in a few queries however many there are, within the transaction of {@code sql}. */
    Map<Long, SubjectHistory> of(Sql sql, Collection<Long> keys);
}
