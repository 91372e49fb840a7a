package vn.hoctap.server.database;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database is away for a moment: it could not be reached, or the connection broke before the answer came. What was
 * under way may have been committed or not, so whoever repeats it must do so in a way that does nothing twice.
 */
public final class ConnectionLost extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** The class of connection exceptions. */
    private static final String CONNECTION = "08";
    /**
     * It is being shut down, has crashed, starts up, has ended an idle connection or transaction, has no connection, disk or
     * memory left, or only reads.
     */
    private static final Set<String> STATES =
            Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "53300", "53100", "53200", "25006", "58000", "58030");

    private ConnectionLost(String message, Throwable cause) {
        super(message, cause);
    }

    private ConnectionLost(Throwable cause) {
        super("The database cannot be reached at the moment: " + cause.getMessage(), cause);
    }

    /** The failure by this name if it is one of these, else itself. */
    static Throwable named(Throwable failure) {
        return tellsOfLoss(failure) ? new ConnectionLost(failure) : failure;
    }

    /** It has not answered for so long. */
    static ConnectionLost silent(Duration patience, Throwable cause) {
        return new ConnectionLost("The database has not answered within " + patience, cause);
    }

    /** Whether something failed because of this. */
    public static boolean caused(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof ConnectionLost)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static boolean tellsOfLoss(Throwable failure) {
        return switch (failure) {
            case PgException said -> {
                String state = String.valueOf(said.getSqlState());
                yield state.startsWith(CONNECTION) || STATES.contains(state);
            }
            case TransactionRollbackException rolledBack -> false;
            case VertxException closed -> true;
            case IOException unreachable -> true;
            default -> false;
        };
    }
}
