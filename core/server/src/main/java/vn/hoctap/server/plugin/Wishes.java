package vn.hoctap.server.plugin;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.plugin.Wish.Installed;
import vn.hoctap.server.plugin.Wish.Quarantine;

/** What is wanted of plugins, and the jars, in the database. */
final class Wishes {
    /**
     * @param all what is wanted, by plugin
     * @param number grows with every change
     */
    record Wanted(Map<String, Wish> all, long number) {
        Wanted {
            all = Map.copyOf(all);
        }

        Wish of(String plugin) {
            return all.getOrDefault(plugin, Wish.none(plugin));
        }

        Wanted with(Wish wish) {
            Map<String, Wish> more = new TreeMap<>(all);
            more.put(wish.plugin(), wish);
            return new Wanted(more, number);
        }
    }

    private static final String INSTALLED = "v.number, v.digest, v.version, v.scope, v.before, j.name";

    private Wishes() {}

    /** Until the transaction ends, nobody else changes what is wanted. */
    static Wanted locked(Sql sql) {
        return read(sql, " for update");
    }

    static Wanted read(Sql sql) {
        return read(sql, "");
    }

    /** The number is read first: what is changed in between is then looked at once more. */
    private static Wanted read(Sql sql, String lock) {
        long number = number(sql, lock);
        Map<String, Wish> all = new TreeMap<>();
        sql.rows("select w.plugin, w.enabled, w.quarantine, w.measures, " + INSTALLED
                        + " from plugin_wish w left join plugin_version v using (plugin, number)"
                        + " left join plugin_jar j using (digest)")
                .forEach(row -> all.put(row.getString("plugin"), wish(row)));
        return new Wanted(all, number);
    }

    static long number(Sql sql) {
        return number(sql, "");
    }

    private static long number(Sql sql, String lock) {
        return sql.first("select number from revision where what = 'plugin_wish'" + lock)
                .orElseThrow()
                .getLong("number");
    }

    private static Wish wish(Row row) {
        String quarantine = row.getString("quarantine");
        return new Wish(
                row.getString("plugin"),
                installed(row),
                row.getBoolean("enabled"),
                quarantine == null ? null : new Quarantine(quarantine, List.of(row.getArrayOfStrings("measures"))));
    }

    private static @Nullable Installed installed(Row row) {
        return row.getInteger("number") == null
                ? null
                : new Installed(
                        row.getInteger("number"),
                        row.getString("digest"),
                        row.getString("name"),
                        row.getString("version"),
                        row.getString("scope"),
                        row.getInteger("before"));
    }

    static void put(Sql sql, Wish wish) {
        Quarantine quarantine = wish.quarantine();
        Installed installed = wish.installed();
        sql.update(
                "insert into plugin_wish (plugin, number, enabled, quarantine, measures) values ($1, $2, $3, $4, $5)"
                        + " on conflict (plugin) do update set number = excluded.number, enabled = excluded.enabled,"
                        + " quarantine = excluded.quarantine, measures = excluded.measures",
                wish.plugin(),
                installed == null ? null : installed.number(),
                wish.enabled(),
                quarantine == null ? null : quarantine.reason(),
                quarantine == null ? new String[0] : quarantine.measures().toArray(String[]::new));
    }

    static void keep(Sql sql, String digest, String name, byte[] jar) {
        sql.update(
                "insert into plugin_jar (digest, name, content) values ($1, $2, $3) on conflict do nothing",
                digest,
                name,
                Buffer.buffer(jar));
    }

    static byte[] jar(Sql sql, String digest) {
        return sql.first("select content from plugin_jar where digest = $1", digest)
                .orElseThrow()
                .getBuffer("content")
                .getBytes();
    }

    /** Notes an installation under the next number of its plugin. */
    static Installed install(Sql sql, String plugin, Installed one) {
        int number = sql.first(
                        "select coalesce(max(number), 0) + 1 as next from plugin_version where plugin = $1", plugin)
                .orElseThrow()
                .getInteger("next");
        sql.update(
                "insert into plugin_version (plugin, number, digest, version, scope, before)"
                        + " values ($1, $2, $3, $4, $5, $6)",
                plugin,
                number,
                one.digest(),
                one.version(),
                one.scope(),
                one.before());
        return new Installed(number, one.digest(), one.name(), one.version(), one.scope(), one.before());
    }

    static Optional<Installed> find(Sql sql, String plugin, int number) {
        return sql.first(
                        "select " + INSTALLED + " from plugin_version v join plugin_jar j using (digest)"
                                + " where v.plugin = $1 and v.number = $2",
                        plugin,
                        number)
                .map(Wishes::installed);
    }

    /** The digests of all jars that were ever installed as this version. */
    static List<String> digests(Sql sql, String plugin, String version) {
        return sql
                .rows("select distinct digest from plugin_version where plugin = $1 and version = $2", plugin, version)
                .stream()
                .map(row -> row.getString("digest"))
                .toList();
    }
}
