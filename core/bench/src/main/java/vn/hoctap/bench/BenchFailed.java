package vn.hoctap.bench;

/** There is no figure, because something that must hold did not: a request was refused, a fact is missing. */
final class BenchFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchFailed(String message) {
        super(message);
    }

    BenchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
