package vn.hoctap.server.subject;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import vn.hoctap.server.secrecy.Secrets;

/** Reads the names of subjects wherever a query joins them. Safe for use from any thread. */
public record Names(Secrets secrets) {

    /**
     * What a query selects so that {@link #of} knows the name.
     *
     * @param subject the alias of the table
     */
    public static String columns(String subject) {
        return "%1$s.key as person, %1$s.name, %1$s.profile,".formatted(subject)
                + " (select wrapped from data_key d where d.subject = %1$s.key) as data_key".formatted(subject);
    }

    public String of(Row row) {
        Buffer sealed = row.getBuffer("profile");
        Buffer wrapped = row.getBuffer("data_key");
        return sealed == null || wrapped == null
                ? row.getString("name")
                : Profile.open(secrets.unwrap(row.getLong("person"), wrapped.getBytes()), sealed)
                        .name();
    }
}
