package vn.hoctap.server.plugin;

import java.util.Collection;
import java.util.List;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;

/** All versions of all sets that were ever published. */
final class StoredSets {
    /** A set that comes back judges from now on: what was recorded while it was away need not have left progress. */
    private static final String ACTIVATE = """
            update criteria_set set active = not active,
                published_at = case when active then published_at else now() end
            where active <> (id = any($1))""";

    private final Database database;

    StoredSets(Database database) {
        this.database = database;
    }

    List<StoredSet> all() {
        return database
                .rows("select id, version, plugin, plugin_version, scope, document, active from criteria_set"
                        + " order by id, effective, version")
                .stream()
                .map(row -> new StoredSet(
                        row.getString("id"),
                        row.getString("version"),
                        row.getString("plugin"),
                        row.getString("plugin_version"),
                        row.getString("scope"),
                        row.getString("document"),
                        row.getBoolean("active")))
                .toList();
    }

    /**
     * Stores what is new and makes exactly these sets the active ones.
     *
     * @param sets the versions that plugins bring now
     * @param activeIds all sets that judge, of whatever version
     */
    void publish(Collection<PublishedSet> sets, Collection<String> activeIds) {
        database.inTransaction(sql -> {
            sets.forEach(set -> insert(sql, set));
            return sql.update(ACTIVATE, (Object) activeIds.toArray(String[]::new));
        });
    }

    /** A version never changes, and another instance may have been faster; only for whom it holds may be set anew. */
    private static void insert(Sql sql, PublishedSet published) {
        sql.update(
                "insert into criteria_set (id, version, plugin, plugin_version, scope, effective, document, active)"
                        + " values ($1, $2, $3, $4, $5, $6, $7, true)"
                        + " on conflict (id, version) do update set scope = excluded.scope, published_at = now()"
                        + " where criteria_set.scope is distinct from excluded.scope",
                published.set().id(),
                published.set().version(),
                published.plugin(),
                published.pluginVersion(),
                published.scope(),
                published.set().effective(),
                published.set().document());
    }
}
