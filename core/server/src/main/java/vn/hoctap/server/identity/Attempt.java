package vn.hoctap.server.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody who has gone to the sign-in server and is to come back: with the same browser, by its cookie; from this attempt
 * and no other, by its state; with a token made for it, by its nonce; and with the code that was given to it, by its
 * verifier (RFC 7636). All three follow from the one secret in the cookie, so that nothing is stored for strangers.
 *
 * @param to the page that he wants to see
 */
record Attempt(Ticket secret, String to) {
    /** A page of ours: neither another host's, nor anything that a browser would take for one. */
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,1000}");

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static Attempt to(String page) {
        return new Attempt(Ticket.random(), OWN.matcher(page).matches() ? page : "/");
    }

    /** The address at which it begins. */
    static String link(String page) {
        String own = to(page).to();
        return own.equals("/") ? "/sign-in" : "/sign-in?to=" + URLEncoder.encode(own, StandardCharsets.UTF_8);
    }

    static Optional<Attempt> of(String cookie) {
        int dot = cookie.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Ticket.of(cookie.substring(0, dot))
                        .map(secret -> new Attempt(
                                secret, to(decoded(cookie.substring(dot + 1))).to()));
    }

    private static String decoded(String page) {
        try {
            return new String(Base64.getUrlDecoder().decode(page), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException odd) {
            return "/";
        }
    }

    String cookie() {
        return secret.text() + "." + BASE64.encodeToString(to.getBytes(StandardCharsets.US_ASCII));
    }

    String state() {
        return derived("state");
    }

    String nonce() {
        return derived("nonce");
    }

    String verifier() {
        return derived("verifier");
    }

    /** Of the verifier; the sign-in server sees it first. */
    String challenge() {
        return BASE64.encodeToString(new Ticket(verifier()).hash().getBytes());
    }

    private String derived(String purpose) {
        try {
            Mac derivation = Mac.getInstance("HmacSHA256");
            derivation.init(new SecretKeySpec(secret.text().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return BASE64.encodeToString(derivation.doFinal(purpose.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
