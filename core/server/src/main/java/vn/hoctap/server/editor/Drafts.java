package vn.hoctap.server.editor;

import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;

/** All drafts. Safe for use from any thread. */
public final class Drafts {
    /** How many of one part of the tree are kept. */
    static final int MOST = 100;

    private static final String COLUMNS = "id, org_unit, plugin, criteria, examples, revision, changed_at, changed_by";

    private final Database database;

    public Drafts(Database database) {
        this.database = database;
    }

    public Optional<Draft> find(UUID id) {
        return database.first("select " + COLUMNS + " from draft where id = $1", id)
                .map(Drafts::read);
    }

    /**
     * Those for parts of the tree, the newest first.
     *
     * @param whole those for the whole tree too
     */
    List<Draft> of(Collection<String> units, boolean whole) {
        return database
                .rows(
                        "select " + COLUMNS + " from draft where org_unit = any($1) or (org_unit is null and $2)"
                                + " order by changed_at desc, id limit 200",
                        units.toArray(String[]::new),
                        whole)
                .stream()
                .map(Drafts::read)
                .toList();
    }

    boolean isTaken(String plugin) {
        return database.first("select from draft where plugin = $1", plugin).isPresent();
    }

    /** Empty: there are too many for this part of the tree already. */
    Optional<UUID> create(@Nullable String unit, String plugin, String criteria, String by) {
        return database.inTransaction(sql -> {
            UUID id = UUID.randomUUID();
            int made = sql.update("""
                    insert into draft (id, org_unit, plugin, criteria, created_by, changed_by)
                    select $1, $2, $3, $4, $5, $5
                    where (select count(*) from draft where org_unit is not distinct from $2) < $6""", id, unit, plugin, criteria, by, (long) MOST);
            if (made == 0) {
                return Optional.empty();
            }
            Audit.write(sql, Act.of(by, Deed.DRAFT_CREATED).on(id.toString()).noting(plugin));
            return Optional.of(id);
        });
    }

    /** Empty when somebody else has changed it meanwhile. */
    Optional<Draft> changeCriteria(Draft known, String criteria, String by) {
        return change(database, "criteria", known, criteria, by);
    }

    /** Empty when somebody else has changed it meanwhile. */
    Optional<Draft> changeExamples(Draft known, String examples, String by) {
        return change(database, "examples", known, examples, by);
    }

    private static Optional<Draft> change(Sql sql, String column, Draft known, String text, String by) {
        return sql.first(
                        "update draft set " + column
                                + " = $3, revision = revision + 1, changed_at = now(), changed_by = $4"
                                + " where id = $1 and revision = $2 returning " + COLUMNS,
                        known.id(),
                        known.revision(),
                        text,
                        by)
                .map(Drafts::read);
    }

    void delete(Draft draft, String by) {
        database.inTransaction(sql -> {
            int deleted = sql.update("delete from draft where id = $1", draft.id());
            if (deleted > 0) {
                Audit.write(
                        sql,
                        Act.of(by, Deed.DRAFT_DELETED).on(draft.id().toString()).noting(draft.plugin()));
            }
            return deleted;
        });
    }

    private static Draft read(Row row) {
        return new Draft(
                row.getUUID("id"),
                row.getString("org_unit"),
                row.getString("plugin"),
                row.getString("criteria"),
                row.getString("examples"),
                row.getInteger("revision"),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getString("changed_by"));
    }
}
