package vn.hoctap.server.plugin.trust;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Database;

/** The publishers whom an administrator has added while the server runs, and those whom the settings name. */
public final class TrustedPublishers {
    private final Database database;
    private final List<Publisher> configured;

    /** @param configured by the settings; only they can take these back */
    public TrustedPublishers(Database database, List<Publisher> configured) {
        this.database = database;
        this.configured = List.copyOf(configured);
    }

    /**
     * @param by the account that added it; null: the settings did
     * @param at null when the settings did
     */
    public record Listed(
            Publisher publisher,
            @Nullable String by,
            @Nullable Instant at) {}

    public List<Publisher> all() {
        return listed().stream().map(Listed::publisher).distinct().toList();
    }

    /** Those of the settings first. */
    public List<Listed> listed() {
        List<Listed> added =
                database.rows("select certificate, account, at from publisher order by at, fingerprint").stream()
                        .map(TrustedPublishers::listed)
                        .toList();
        return Stream.concat(configured.stream().map(one -> new Listed(one, null, null)), added.stream())
                .toList();
    }

    private static Listed listed(Row row) {
        return new Listed(
                read(row.getBuffer("certificate").getBytes()),
                row.getString("account"),
                Columns.instant(row.getOffsetDateTime("at")));
    }

    private static Publisher read(byte[] certificate) {
        try {
            return Certificates.of(certificate).getFirst();
        } catch (CertificateException ours) {
            throw new IllegalStateException(ours);
        }
    }

    /** Whoever is trusted already stays so. */
    public void add(Publisher publisher, String by) {
        database.inTransaction(sql -> {
            int added = sql.update(
                    "insert into publisher (fingerprint, certificate, account) values ($1, $2, $3)"
                            + " on conflict (fingerprint) do nothing",
                    publisher.fingerprint(),
                    Buffer.buffer(publisher.encoded()),
                    by);
            if (added > 0) {
                Audit.write(sql, act(by, Deed.PUBLISHER_TRUSTED, publisher));
            }
            return added;
        });
    }

    /** Empty: an administrator has not added it. */
    public Optional<Publisher> remove(String fingerprint, String by) {
        return database.inTransaction(sql -> {
            Optional<Publisher> removed =
                    sql.rows("delete from publisher where fingerprint = $1 returning certificate", fingerprint).stream()
                            .findFirst()
                            .map(row -> read(row.getBuffer("certificate").getBytes()));
            removed.ifPresent(publisher -> Audit.write(sql, act(by, Deed.PUBLISHER_DISTRUSTED, publisher)));
            return removed;
        });
    }

    private static Act act(String by, Deed deed, Publisher publisher) {
        return Act.of(by, deed).on(publisher.fingerprint()).noting(publisher.name());
    }
}
