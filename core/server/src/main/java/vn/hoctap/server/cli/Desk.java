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

    /** All plugins as the API lists them. */
    JsonNode plugins() throws IOException;

    /**
     * Installs a plugin.
     *
     * @param orgUnit for whose part; null: as the jar says
     * @return it as the API shows it
     */
    JsonNode install(Path jar, @Nullable String orgUnit) throws IOException;

    /** Enables or disables a plugin, or rolls it back, and returns it as the API shows it. */
    JsonNode change(String plugin, PluginDeed deed) throws IOException;

    /**
     * What this set would do, as the job shows it once it has ended.
     *
     * @param orgUnit whose people are looked at; null: everybody
     */
    JsonNode simulated(String yaml, int cycle, @Nullable String orgUnit, Listener listener) throws IOException;

    /**
     * What judging anew has done, as the job shows it once it has ended.
     *
     * @param everybody also those whom the same version judged already
     */
    JsonNode reevaluated(String set, int cycle, boolean everybody, Listener listener) throws IOException;

    @Override
    void close();
}
