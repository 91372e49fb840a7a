package vn.hoctap.server.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.subject.Names;

/** Who the keys are that changes name. */
record PeopleByKey(Sql sql, Names names) {

    record Person(String id, String name) {}

    Map<Long, Person> of(Collection<TitleChange> changes) {
        Map<Long, Person> people = new HashMap<>();
        sql.rows("select s.id, " + Names.columns("s") + " from subject s where s.key = any($1)", (Object)
                        changes.stream().map(TitleChange::subject).distinct().toArray(Long[]::new))
                .forEach(row -> people.put(row.getLong("person"), new Person(row.getString("id"), names.of(row))));
        return people;
    }
}
