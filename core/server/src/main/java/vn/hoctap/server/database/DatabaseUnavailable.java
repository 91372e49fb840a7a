package vn.hoctap.server.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be used; the message is one sentence that names the setting or folder and what to do. */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DatabaseUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public DatabaseUnavailable(String message) {
        this(message, null);
    }
}
