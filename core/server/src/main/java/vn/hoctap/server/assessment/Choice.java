package vn.hoctap.server.assessment;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An activity as a form names it: ids are anybody's own and may hold any character. */
record Choice(String subject, String activity) {

    String text() {
        return OfficerPages.encoded(subject) + " " + OfficerPages.encoded(activity);
    }

    static Optional<Choice> of(String text) {
        int blank = text.indexOf(' ');
        try {
            return blank < 0
                    ? Optional.empty()
                    : Optional.of(new Choice(decoded(text.substring(0, blank)), decoded(text.substring(blank + 1))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
