package vn.hoctap.server.plugin;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.plugin.Publication.Staging;

/**
 * What somebody wants to become of a plugin, as it is kept until what it would do is signed.
 *
 * @param digest of the jar to be installed; null: none is
 * @param name of that jar's file
 * @param scope for whose part of the tree it is to be installed; null: for everybody
 * @param reason that was given
 */
record Staged(
        String plugin,
        Aim aim,
        @Nullable String digest,
        String name,
        @Nullable String scope,
        @Nullable String reason) {

    /** Names that are stored. */
    enum Aim {
        INSTALL,
        ENABLE,
        DISABLE,
        ROLLBACK
    }

    static Staged of(String plugin, Aim aim, @Nullable String reason) {
        return new Staged(plugin, aim, null, "", null, reason);
    }

    static Staged install(PluginJar jar) {
        return new Staged(jar.id(), Aim.INSTALL, jar.digest(), jar.name(), jar.scope(), null);
    }

    /** Tells it from everything else that may come to the same for the people. */
    private String what() {
        return String.join(" ", aim.name(), plugin, "" + digest, "" + scope);
    }

    /** @param also what else is to be kept */
    Staging staging(Consumer<Sql> also) {
        Staged staged = this;
        return new Staging() {
            @Override
            public String aim() {
                return staged.aim.name().toLowerCase(Locale.ROOT);
            }

            @Override
            public String what() {
                return staged.what();
            }

            @Override
            public void keep(Sql transaction, UUID simulation) {
                also.accept(transaction);
                staged.keep(transaction, simulation);
            }
        };
    }

    private void keep(Sql sql, UUID simulation) {
        sql.update(
                "insert into plugin_staged (simulation, plugin, deed, digest, scope, reason)"
                        + " values ($1, $2, $3, $4, $5, $6)",
                simulation,
                plugin,
                aim.name(),
                digest,
                scope,
                reason);
    }

    static Optional<Staged> find(Sql sql, UUID simulation) {
        return sql.first(
                        "select plugin, deed, digest, scope, reason, coalesce(name, '') as name from plugin_staged"
                                + " left join plugin_jar using (digest) where simulation = $1",
                        simulation)
                .map(row -> new Staged(
                        row.getString("plugin"),
                        Aim.valueOf(row.getString("deed")),
                        row.getString("digest"),
                        row.getString("name"),
                        row.getString("scope"),
                        row.getString("reason")));
    }

    static void forget(Sql sql, UUID simulation) {
        sql.update("delete from plugin_staged where simulation = $1", simulation);
    }
}
