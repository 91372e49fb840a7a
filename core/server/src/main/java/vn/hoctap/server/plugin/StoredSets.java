package vn.hoctap.server.plugin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Sql;

/** All versions of all sets that were ever published. */
final class StoredSets {
    /** A version that comes back judges from now on: what was recorded while it was away need not have left progress. */
    private static final String ACTIVATE = """
            update criteria_set set active = not active,
                published_at = case when active then published_at else now() end
            where active <> ((id, version) in (select * from unnest($1::text[], $2::text[])))""";

    /** A version never changes; who brings it, and for whom it holds, may. */
    private static final String INSERT = """
            insert into criteria_set (id, version, plugin, plugin_version, scope, effective, document, active, jar)
            values ($1, $2, $3, $4, $5, $6, $7, true, $8)
            on conflict (id, version) do update set scope = excluded.scope, jar = excluded.jar, rolled_back = false,
                published_at = case when criteria_set.scope is distinct from excluded.scope then now()
                    else criteria_set.published_at end
            where (criteria_set.scope, criteria_set.jar, criteria_set.rolled_back)
                is distinct from (excluded.scope, excluded.jar, false)""";

    private StoredSets() {}

    /** In the order in which they were published first. */
    static List<StoredSet> all(Sql sql) {
        return sql
                .rows("select id, version, plugin, plugin_version, scope, document, active, rolled_back,"
                        + " array(select jar from criteria_set_jar j where (j.id, j.version) = (s.id, s.version)) as jars"
                        + " from criteria_set s order by publication")
                .stream()
                .map(row -> new StoredSet(
                        row.getString("id"),
                        row.getString("version"),
                        row.getString("plugin"),
                        row.getString("plugin_version"),
                        row.getString("scope"),
                        row.getString("document"),
                        row.getBoolean("active"),
                        Set.of(row.getArrayOfStrings("jars")),
                        row.getBoolean("rolled_back")))
                .toList();
    }

    /**
     * Stores what is new and makes exactly these versions the active ones.
     *
     * @param jars the digests of the jars of started plugins, by plugin
     * @param brought the versions that plugins bring now
     * @param active all that judge
     */
    static void publish(
            Sql sql, Map<String, String> jars, Collection<PublishedSet> brought, Collection<PublishedSet> active) {
        brought.forEach(set -> insert(sql, set, jars.get(set.plugin())));
        sql.update(
                ACTIVATE,
                Columns.of(active, String[]::new, set -> set.set().id()),
                Columns.of(active, String[]::new, set -> set.set().version()));
    }

    /** What this jar has published, and no other has, judges no year any more. */
    static void rollBack(Sql sql, String jar) {
        sql.update("""
                with gone as (delete from criteria_set_jar where jar = $1 returning id, version)
                update criteria_set s set rolled_back = not exists (select from criteria_set_jar o
                    where (o.id, o.version) = (s.id, s.version) and o.jar <> $1)
                from gone where (s.id, s.version) = (gone.id, gone.version)""", jar);
    }

    private static void insert(Sql sql, PublishedSet published, @Nullable String jar) {
        sql.update(
                INSERT,
                published.set().id(),
                published.set().version(),
                published.plugin(),
                published.pluginVersion(),
                published.scope(),
                published.set().effective(),
                published.set().document(),
                jar);
        if (jar != null) {
            sql.update(
                    "insert into criteria_set_jar (id, version, jar) values ($1, $2, $3) on conflict do nothing",
                    published.set().id(),
                    published.set().version(),
                    jar);
        }
    }
}
