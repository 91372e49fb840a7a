package vn.hoctap.server.demo;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.evidence.Kept;
import vn.hoctap.server.http.Uploads;
import vn.hoctap.server.http.Uploads.Upload;

/** Photos with some of the courses that wait for an officer: all show the same made-up paper. */
final class DemoEvidence {
    private static final String PAPER = "giay-chung-nhan.jpg";
    private static final int PHOTOS = 60;

    private static final String WAITING = """
            select f.subject, f.id from fact f
            where f.source = 0 and f.type = 'course'
                and not exists (select from fact_mark m where m.subject = f.subject and m.fact = f.id)
            order by f.subject, f.id limit $1""";

    private final Sql sql;
    private final EvidenceStore evidence;

    DemoEvidence(Sql sql, EvidenceStore evidence) {
        this.sql = sql;
        this.evidence = evidence;
    }

    void load() {
        sql.rows(WAITING, PHOTOS).forEach(this::attach);
    }

    private void attach(Row claim) {
        long subject = claim.getLong("subject");
        String fact = claim.getString("id");
        if (!evidence.of(subject, List.of(fact)).isEmpty()) {
            return;
        }
        try {
            Path photo = Files.createTempFile(evidence.incoming(), "demo-", ".jpg");
            try (InputStream paper = Objects.requireNonNull(getClass().getResourceAsStream("/demo/" + PAPER))) {
                long size = Files.copy(paper, photo, StandardCopyOption.REPLACE_EXISTING);
                Upload upload = new Upload("files", PAPER, photo, size, Uploads.Fate.WHOLE);
                if (evidence.keep(subject, "demo", upload) instanceof Kept.As kept) {
                    evidence.attach(subject, fact, List.of(kept.evidence().id()));
                }
            } finally {
                Files.deleteIfExists(photo);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
