package vn.hoctap.server.plugin;

import java.util.UUID;
import vn.hoctap.server.database.Sql;

/** Jars that wait for a signature, and what becomes of them when none comes. */
public record StagedJars(Sql sql) {

    /**
     * Lets go what waits for this simulation, which nobody can sign any more, and the jar with it unless something else needs
     * it. Whatever was installed once stays.
     */
    public void clear(UUID simulation) {
        sql.first("delete from plugin_staged where simulation = $1 returning digest", simulation)
                .map(row -> row.getString("digest"))
                .ifPresent(digest -> sql.update("""
                        delete from plugin_jar j where digest = $1
                            and not exists (select from plugin_version v where v.digest = j.digest)
                            and not exists (select from plugin_staged s where s.digest = j.digest)""", digest));
    }
}
