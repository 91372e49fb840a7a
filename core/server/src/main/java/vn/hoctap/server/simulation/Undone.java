package vn.hoctap.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.Command.Restored;
import vn.hoctap.server.ledger.Command.Undo;
import vn.hoctap.server.ledger.Concerned.Case;
import vn.hoctap.server.title.TitleState;

/**
 * What takes back some changes of a batch: the titles that it gave end, and those that it ended live again.
 *
 * @param ids of their subjects, by key
 */
record Undone(List<TitleChange> changes, Map<Long, String> ids) {

    static Undone of(Sql sql, List<TitleChange> changes) {
        Map<Long, String> ids = new HashMap<>();
        sql.rows("select key, id from subject where key = any($1)", (Object)
                        changes.stream().map(TitleChange::subject).distinct().toArray(Long[]::new))
                .forEach(row -> ids.put(row.getLong("key"), row.getString("id")));
        return new Undone(
                changes.stream()
                        .filter(change -> ids.containsKey(change.subject()))
                        .toList(),
                ids);
    }

    private String id(TitleChange change) {
        return Objects.requireNonNull(ids.get(change.subject()));
    }

    List<Case> cases() {
        return changes.stream()
                .map(change -> new Case(
                        change.subject(),
                        new Command.Refold(id(change), change.title(), change.cycle()),
                        change.unit() == null ? List.of() : List.of(change.unit()),
                        change.group()))
                .toList();
    }

    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (TitleChange change : changes) {
            commands.add(new Undo(id(change), ended(change), restored(change)));
            commands.add(new Command.Refold(id(change), change.title(), change.cycle()));
        }
        return commands;
    }

    private static List<String> ended(TitleChange change) {
        String serial = change.awarded();
        return serial == null ? List.of() : List.of(serial);
    }

    private static List<Restored> restored(TitleChange change) {
        String serial = change.ended();
        String state = change.endedState();
        return serial == null || state == null ? List.of() : List.of(new Restored(serial, TitleState.valueOf(state)));
    }
}
