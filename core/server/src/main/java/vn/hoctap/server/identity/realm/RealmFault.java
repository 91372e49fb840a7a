package vn.hoctap.server.identity.realm;

/** The realm cannot be set up; the message is one sentence that names the setting or option and what to do. */
public final class RealmFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    RealmFault(String message) {
        super(message, null, false, false);
    }
}
