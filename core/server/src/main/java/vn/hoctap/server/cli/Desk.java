package vn.hoctap.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.exchange.FileKind;
import vn.hoctap.server.exchange.Format;

/** Where a command sends files and gets them from: a server, or a data folder on which none runs. */
interface Desk extends AutoCloseable {

    /** Hears how far a job is. */
    interface Listener {
        /** @param total null: not known yet */
        void reached(long done, @Nullable Long total);
    }

    /** The job as the API shows it, once it has ended. */
    JsonNode imported(Path file, FileKind kind, boolean dryRun, Listener listener) throws IOException;

    void errors(JsonNode job, Path copy) throws IOException;

    void export(String kind, Format format, OutputStream out) throws IOException;

    @Override
    void close();
}
