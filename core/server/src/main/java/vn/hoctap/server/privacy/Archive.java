package vn.hoctap.server.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.evidence.Evidence;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.subject.Subject;

/** All that is kept about a person in one ZIP file: the data as JSON, and his files beside it. */
record Archive(Subject subject, Map<String, @Nullable Object> data, EvidenceStore evidence) {
    private static final String FOLDER = "evidence/";

    /** Where a file stands in it; names of files may be the same, their ids are not. */
    static String name(Evidence one) {
        return FOLDER + one.id() + "-" + one.name();
    }

    /** File by file, as fast as the reader takes it. */
    void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(new ZipEntry("hoctap.json"));
        zip.write(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(data));
        zip.closeEntry();
        for (Evidence one : evidence.all(subject.key())) {
            zip.putNextEntry(new ZipEntry(name(one)));
            evidence.write(one, zip);
            zip.closeEntry();
        }
        zip.finish();
    }
}
