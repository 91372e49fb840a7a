package vn.hoctap.server.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;

/** What became of plugins and who did it, and what was refused. */
final class History {
    /** Of refusals; the oldest go. */
    private static final int REFUSALS = 100;

    private static final int SHOWN = 200;

    enum Deed {
        INSTALLED,
        UPGRADED,
        ENABLED,
        DISABLED,
        ROLLED_BACK,
        QUARANTINED,
        REFUSED;

        String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param account the pseudonym of whoever did it */
    record Entry(
            Instant at,
            Deed deed,
            String version,
            @Nullable String scope,
            @Nullable String reason,
            String account) {}

    private History() {}

    /** In the transaction of the deed. */
    static void note(Sql sql, PluginInfo plugin, Deed deed, @Nullable String reason, String account) {
        sql.update(
                "insert into plugin_history (plugin, deed, version, scope, reason, account)"
                        + " values ($1, $2, $3, $4, $5, $6)",
                plugin.id(),
                deed.name(),
                plugin.version(),
                plugin.scope(),
                reason,
                account);
        Audit.write(
                sql,
                Act.of(account, vn.hoctap.server.audit.Deed.PLUGIN_CHANGED)
                        .on(plugin.id())
                        .noting(deed.slug() + " " + plugin.version()));
    }

    /** The latest first. */
    static List<Entry> of(Sql sql, String plugin) {
        return sql
                .rows(
                        "select at, deed, version, scope, reason, account from plugin_history where plugin = $1"
                                + " order by seq desc limit " + SHOWN,
                        plugin)
                .stream()
                .map(row -> new Entry(
                        row.getOffsetDateTime("at").toInstant(),
                        Deed.valueOf(row.getString("deed")),
                        row.getString("version"),
                        row.getString("scope"),
                        row.getString("reason"),
                        row.getString("account")))
                .toList();
    }

    static void refuse(Sql sql, PluginInfo plugin, String account) {
        sql.update(
                "insert into plugin_refusal (plugin, version, scope, name, errors, provider, description, account)"
                        + " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (plugin) do update set"
                        + " version = excluded.version, scope = excluded.scope, name = excluded.name,"
                        + " errors = excluded.errors, provider = excluded.provider,"
                        + " description = excluded.description, at = clock_timestamp(), account = excluded.account",
                plugin.id(),
                plugin.version(),
                plugin.scope(),
                plugin.file(),
                new JsonArray(Json.text(plugin.errors())),
                plugin.provider(),
                plugin.description(),
                account);
        sql.update("delete from plugin_refusal where plugin not in"
                + " (select plugin from plugin_refusal order by at desc limit " + REFUSALS + ")");
        note(sql, plugin, Deed.REFUSED, plugin.errors().getFirst().message(), account);
    }

    /** Something of that name is taken, or nobody wants to see it any more. */
    static void forgetRefusal(Sql sql, String plugin) {
        sql.update("delete from plugin_refusal where plugin = $1", plugin);
    }

    static List<PluginInfo> refusals(Sql sql) {
        return sql
                .rows("select plugin, version, scope, name, errors, provider, description from plugin_refusal"
                        + " order by plugin")
                .stream()
                .map(History::refusal)
                .toList();
    }

    private static PluginInfo refusal(Row row) {
        return new PluginInfo(
                row.getString("plugin"),
                row.getString("version"),
                PluginInfo.State.REFUSED,
                row.getString("scope"),
                List.of(),
                errors(row.getJsonArray("errors").encode()),
                row.getString("provider"),
                row.getString("description"),
                row.getString("name"),
                false,
                null);
    }

    private static List<CriteriaError> errors(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<List<CriteriaError>>() {});
        } catch (JsonProcessingException ours) {
            throw new UncheckedIOException(ours);
        }
    }
}
