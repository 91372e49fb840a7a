package vn.hoctap.server.identity;

/**
 * The page for somebody who could not sign in.
 *
 * @param reason {@code lost}, {@code denied} or {@code unfit}
 * @param again where he tries it again
 */
public record RefusedView(String reason, String again) {
    /** The text that says why. */
    public String text() {
        return "signin.refused." + reason;
    }
}
