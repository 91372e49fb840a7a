package vn.hoctap.server.subject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Sql;

/** Tells the audit trail who entered and changed people: which fields, and nothing of what stands in them. */
final class Acts {
    private final Sql sql;
    private final String by;

    /** @param sql the transaction of the change */
    Acts(Sql sql, String by) {
        this.sql = sql;
        this.by = by;
    }

    /** What the program brings along nobody has done. */
    void created(Collection<NewSubject> subjects) {
        if (by.equals(Act.HOCTAP)) {
            return;
        }
        Map<String, String> fields = new HashMap<>();
        subjects.forEach(subject -> fields.put(subject.id(), fields(subject.content())));
        Audit.write(
                sql,
                sql
                        .rows("select id, key from subject where id = any($1) order by key", (Object)
                                fields.keySet().toArray(String[]::new))
                        .stream()
                        .map(row -> Act.of(by, Deed.SUBJECT_CREATED)
                                .to(row.getLong("key"))
                                .on(row.getString("id"))
                                .noting(fields.get(row.getString("id"))))
                        .toList());
    }

    void changed(long key, String id, SubjectChange change) {
        Audit.write(sql, Act.of(by, Deed.SUBJECT_CHANGED).to(key).on(id).noting(fields(change)));
    }

    void belongs(@Nullable Long member, Membership membership) {
        String days = membership.from() + "/" + (membership.to() == null ? "" : membership.to());
        Audit.write(sql, new Act(by, Deed.MEMBERSHIP_CHANGED, member, membership.collective(), days, null, null));
    }

    private static String fields(SubjectChange change) {
        List<String> fields = new ArrayList<>();
        Map<String, Boolean> said = Map.of(
                "name", change.name() != null,
                "birthDate", change.birthDate() != null,
                "residence", change.residence() != null,
                "workplaces", change.workplaces() != null,
                "identities", change.identities() != null);
        fields.addAll(said.keySet().stream().filter(said::get).sorted().toList());
        fields.addAll(new TreeSet<>(change.attributes().keySet()));
        return String.join(" ", fields);
    }
}
