package vn.hoctap.server.identity.realm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Tone;

/** How sign-in stands. */
public record SsoView(String sentence, List<Setting> settings, List<Point> points) {

    public record Setting(String name, String value) {}

    /** @param fault null: nothing is known to be wrong */
    public record Point(
            String title, String state, Tone tone, @Nullable String fault, String remedy) {}
}
