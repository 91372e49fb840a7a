package vn.hoctap.server.exchange;

/** The file as a whole cannot be imported; the fault says why and what to do. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    Unreadable(Fault fault) {
        super(fault.code(), null, false, false);
        this.fault = fault;
    }

    static Unreadable because(String code, Object... arguments) {
        return new Unreadable(Fault.of("", code, arguments));
    }

    Fault fault() {
        return fault;
    }
}
