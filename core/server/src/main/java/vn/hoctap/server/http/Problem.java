package vn.hoctap.server.http;

import java.util.List;

/**
 * What went wrong, for the one who called; any handler may throw it and the router answers with
 * {@code application/problem+json}. The detail says what to do about it and holds nothing personal.
 */
public final class Problem extends RuntimeException {
    /** For what a repeat a little later may well do. */
    public static final int UNAVAILABLE = 503;

    /** @param pointer a JSON pointer (RFC 6901) into the body, or {@code /query/name} for a query parameter */
    public record PointerError(String pointer, String detail) {}

    private final int status;
    private final String title;
    private final List<PointerError> errors;

    public Problem(int status, String title, String detail, List<PointerError> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.errors = List.copyOf(errors);
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail, List.of());
    }

    /** One fault at one place. */
    public static Problem invalid(String pointer, String detail) {
        return invalid(List.of(new PointerError(pointer, detail)));
    }

    public static Problem invalid(List<PointerError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().detail()
                : errors.size() + " faults; nothing was stored. Each is named under errors.";
        return new Problem(400, "Invalid request", detail, errors);
    }

    public static Problem unauthorized(String detail) {
        return new Problem(401, "Not signed in", detail, List.of());
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "Not allowed", detail, List.of());
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail, List.of());
    }

    public static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail, List.of());
    }

    public static Problem conflict(String pointer, String detail) {
        return new Problem(409, "Conflict", detail, List.of(new PointerError(pointer, detail)));
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<PointerError> errors() {
        return errors;
    }
}
