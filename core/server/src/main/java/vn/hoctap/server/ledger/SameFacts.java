package vn.hoctap.server.ledger;

import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.subject.SubjectPlaces;

/**
 * Finds commands whose fact is stored under the same id and says the same, though its body may have said it in other words:
 * a table that was exported says nothing of evidence, and says outright what the catalogue had filled in.
 */
final class SameFacts {
    private record Item(long subject, String id) {}

    private SameFacts() {}

    static List<Checked> mark(Sql sql, List<Checked> checked, Map<String, SubjectPlaces> places) {
        Map<Item, Fact> wanted = new HashMap<>();
        checked.forEach(one -> {
            if (one.command() instanceof RecordFact command && !command.generatedId()) {
                wanted.put(item(command, places), command.fact());
            }
        });
        if (wanted.isEmpty()) {
            return checked;
        }
        Set<Item> same = same(sql, wanted);
        return checked.stream()
                .map(one -> one.command() instanceof RecordFact command
                                && same.contains(item(command, places))
                                && says(wanted.get(item(command, places)), command.fact())
                        ? Checked.sound(command, true)
                        : one)
                .toList();
    }

    private static Item item(RecordFact command, Map<String, SubjectPlaces> places) {
        return new Item(Objects.requireNonNull(places.get(command.subject())).key(), command.id());
    }

    private static Set<Item> same(Sql sql, Map<Item, Fact> wanted) {
        List<Item> items = List.copyOf(wanted.keySet());
        return sql
                .rows(
                        "select " + FactRows.COLUMNS.replaceAll("(\\w+)", "f.$1")
                                + " from fact f join unnest($1::bigint[], $2::text[]) u(subject, id)"
                                + " on f.subject = u.subject and f.id = u.id",
                        (Object) items.stream().map(Item::subject).toArray(Long[]::new),
                        (Object) items.stream().map(Item::id).toArray(String[]::new))
                .stream()
                .filter(row -> says(wanted.get(item(row)), FactRows.fact(row, false)))
                .map(SameFacts::item)
                .collect(Collectors.toSet());
    }

    private static Item item(Row row) {
        return new Item(row.getLong("subject"), row.getString("id"));
    }

    /** All but who said it. */
    private static boolean says(@Nullable Fact one, Fact other) {
        return one != null
                && one.type().equals(other.type())
                && Objects.equals(one.course(), other.course())
                && Objects.equals(one.title(), other.title())
                && Objects.equals(one.startedAt(), other.startedAt())
                && one.endedAt().equals(other.endedAt())
                && Objects.equals(one.validUntil(), other.validUntil())
                && Objects.equals(one.hours(), other.hours())
                && Objects.equals(one.result(), other.result())
                && one.skills().equals(other.skills());
    }
}
