package vn.hoctap.server.ledger;

import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.database.Sql;

/**
 * How far the subjects of one kind are judged by the sets that judge them now, as the database remembers it.
 *
 * @param sets the digest of those sets
 */
record SetsChange(Sql sql, SubjectKind kind, String sets) {
    /** Few enough that what others record meanwhile does not wait long. */
    private static final int PAGE = 200;

    static SetsChange of(Sql sql, SubjectKind kind, CriteriaRegistry registry) {
        String judging = registry.installed().stream()
                .filter(installed -> installed.set().subject() == kind)
                .map(SetsChange::line)
                .sorted()
                .collect(Collectors.joining("\n"));
        // Once members are counted, everybody must have noted when something dated makes him one, or none.
        boolean counted = registry.installed().stream().anyMatch(one -> RuleBook.countsMembers(one.set()));
        return new SetsChange(
                sql,
                kind,
                HexFormat.of()
                        .formatHex(ContentHash.of(
                                (counted ? judging + "\nmembers" : judging).getBytes(StandardCharsets.UTF_8))));
    }

    /** Other code under the same set is another one. */
    private static String line(CriteriaRegistry.Installed one) {
        String plain = "%s\t%s\t%s".formatted(one.set().id(), one.set().version(), one.scope());
        return one.code().isEmpty() ? plain : plain + "\t" + one.code();
    }

    /** The setting with the digest of the sets by which all such subjects are judged. */
    private String done() {
        return "judging.sets." + kind.slug();
    }

    /** The setting with a digest, a space, and the last key that is judged by those sets. */
    private String after() {
        return "judging.after." + kind.slug();
    }

    boolean isDone() {
        return setting(done()).filter(sets::equals).isPresent();
    }

    boolean isDue() {
        if (isDone()) {
            return false;
        }
        if (page(0).isEmpty()) {
            finish();
            return false;
        }
        return true;
    }

    /** From now on people are judged by the new sets, so going back to the ones before is a change too. */
    void begin() {
        reach(last());
        sql.update("delete from setting where name = $1", done());
    }

    /** The key after which to go on; 0 unless these very sets were being judged by. */
    long last() {
        return setting(after())
                .filter(value -> value.startsWith(sets + " "))
                .map(value -> Long.valueOf(value.substring(sets.length() + 1)))
                .orElse(0L);
    }

    List<Row> page(long after) {
        return sql.rows(
                "select key, id from subject where key > $1 and kind = $2 order by key limit " + PAGE,
                after,
                kind.slug());
    }

    void reach(long key) {
        note(after(), sets + " " + key);
    }

    void finish() {
        note(done(), sets);
    }

    private Optional<String> setting(String name) {
        return sql.first("select value from setting where name = $1", name).map(row -> row.getString("value"));
    }

    private void note(String name, String value) {
        sql.update(
                "insert into setting (name, value) values ($1, $2)"
                        + " on conflict (name) do update set value = excluded.value",
                name,
                value);
    }
}
