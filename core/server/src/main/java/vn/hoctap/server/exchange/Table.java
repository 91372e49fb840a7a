package vn.hoctap.server.exchange;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file read from its beginning to its end, one line at a time. Used by one thread. */
interface Table extends AutoCloseable {

    /**
     * The next line, be it empty; null: there is none.
     *
     * @throws Unreadable when the file is not what it should be, or beyond a limit
     */
    @Nullable
    Line next() throws IOException;

    @Override
    void close() throws IOException;
}
