package vn.hoctap.server.identity.realm;

import java.util.List;
import vn.hoctap.server.http.Words;

/**
 * What was found at one point.
 *
 * @param fault what is wrong: a name for which there are words, {@code sso.fault.<name>} and {@code sso.remedy.<name>}
 * @param arguments of these words
 */
public record Finding(Point point, State state, String fault, List<Object> arguments) {

    public enum State {
        OK,
        WRONG,
        /** Something that is wrong stands in the way. */
        UNKNOWN
    }

    public Finding {
        arguments = List.copyOf(arguments);
    }

    static Finding ok(Point point) {
        return new Finding(point, State.OK, "", List.of());
    }

    static Finding unknown(Point point) {
        return new Finding(point, State.UNKNOWN, "", List.of());
    }

    static Finding wrong(Point point, String fault, Object... arguments) {
        return new Finding(point, State.WRONG, fault, List.of(arguments));
    }

    public String title(Words words) {
        return words.get("sso.point." + point.name());
    }

    /** What is wrong, and which setting says so; or that nothing is. */
    public String text(Words words) {
        return state == State.WRONG
                ? words.get("sso.fault." + fault, arguments.toArray())
                : words.get("sso.state." + state.name());
    }

    /** What to do; nothing unless something is wrong. */
    public String remedy(Words words) {
        return state == State.WRONG ? words.get("sso.remedy." + fault, arguments.toArray()) : "";
    }
}
