package vn.hoctap.server.ledger;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.secrecy.Bodies;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.DataKeys;
import vn.hoctap.server.subject.SubjectPlaces;
import vn.hoctap.server.subject.Subjects;

/**
 * Seals bodies that name evidence with the key of the person: what a file is called and where it is says more of somebody than
 * that he has learned. Their hashes stay those of what was sent, so that the same is recognised. Safe for use from any thread.
 */
public record NamedEvidence(Subjects subjects) {
    private static final String NAMED = "\"evidence\"";
    private static final String REACHED = "sealing.bodies";
    private static final int SUBJECTS = 1_000;

    /** @param places of those whom they are about; whoever is not there is refused by the recorder */
    public List<Command> sealed(Sql sql, List<? extends Command> commands, Map<String, SubjectPlaces> places) {
        Set<Long> people = commands.stream()
                .filter(command -> named(body(command)))
                .map(command -> places.get(command.subject()))
                .filter(Objects::nonNull)
                .map(SubjectPlaces::key)
                .collect(Collectors.toSet());
        if (people.isEmpty()) {
            return List.copyOf(commands);
        }
        Map<Long, DataKey> keys = new DataKeys(sql, subjects.secrets()).demand(people);
        Map<String, DataKey> byId = new HashMap<>();
        places.forEach((id, place) -> {
            DataKey key = keys.get(place.key());
            if (key != null) {
                byId.put(id, key);
            }
        });
        return commands.stream().map(command -> sealed(command, byId)).toList();
    }

    private static byte[] body(Command command) {
        return switch (command) {
            case RecordFact fact -> fact.body();
            case RecordAssessment given -> given.body();
            default -> new byte[0];
        };
    }

    private static boolean named(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1).contains(NAMED);
    }

    private static Command sealed(Command command, Map<String, DataKey> keys) {
        DataKey key = keys.get(command.subject());
        if (key == null || !named(body(command))) {
            return command;
        }
        return switch (command) {
            case RecordFact fact -> fact.keeping(Bodies.seal(key, fact.body()));
            case RecordAssessment given -> given.keeping(Bodies.seal(key, given.body()));
            default -> command;
        };
    }

    /** Seals once what was recorded before; returns how many there were. A stop costs at most one page. */
    public int sealPlain(Database database) {
        int all = 0;
        while (!Thread.currentThread().isInterrupted()) {
            long reached = database.first("select value from setting where name = $1", REACHED)
                    .map(row -> Long.parseLong(row.getString("value")))
                    .orElse(0L);
            long last = database.first("select coalesce(max(key), 0) as last from subject where created_at < now()")
                    .orElseThrow()
                    .getLong("last");
            if (reached >= last || reached < 0) {
                break;
            }
            all += database.inTransaction(sql -> sealPlain(sql, reached, reached + SUBJECTS));
            boolean through = reached + SUBJECTS >= last;
            note(database, through ? Long.MAX_VALUE : reached + SUBJECTS);
        }
        return all;
    }

    private static void note(Sql sql, long reached) {
        sql.update(
                "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = $2",
                REACHED,
                String.valueOf(reached));
    }

    private int sealPlain(Sql sql, long after, long upTo) {
        int sealed = 0;
        for (String table : List.of("fact", "assessment")) {
            List<Row> rows = sql.rows("""
                    select subject, id, body from %s where subject > $1 and subject <= $2
                        and get_byte(body, 0) <> 1 and position($3 in body) > 0""".formatted(table), after, upTo, Buffer.buffer(NAMED));
            Map<Long, DataKey> keys = new DataKeys(sql, subjects.secrets())
                    .find(rows.stream().map(row -> row.getLong("subject")).collect(Collectors.toSet()));
            for (Row row : rows) {
                DataKey key = keys.get(row.getLong("subject"));
                if (key != null) {
                    sealed += sql.update(
                            "update " + table + " set body = $3 where subject = $1 and id = $2 and body = $4",
                            row.getLong("subject"),
                            row.getString("id"),
                            Buffer.buffer(Bodies.seal(key, row.getBuffer("body").getBytes())),
                            row.getBuffer("body"));
                }
            }
        }
        return sealed;
    }
}
