package vn.hoctap.server.subject;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import vn.hoctap.server.secrecy.BlindIndex;

/**
 * What officers type to find somebody: words of the name, or their beginnings, in any order and without tone marks, the
 * beginning of the id, or the whole national ID. Names of places, which are not sealed, are also found by any part.
 */
public final class NameMatch {
    private static final Pattern NATIONAL_ID = Pattern.compile("[0-9]{12}|[0-9]{9}");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\%_]");

    private final List<String> ways = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    private NameMatch() {}

    /** @param text as {@link SearchText} makes it, and not empty */
    public static NameMatch of(BlindIndex index, String text) {
        NameMatch match = new NameMatch();
        match.way("lower(%1$s.id) like ?", SPECIAL.matcher(text).replaceAll("\\\\$0") + "%");
        match.way("%1$s.name_search <> '' and position(? in %1$s.name_search) > 0", text);
        Long[] words = Profile.asked(index, text);
        if (words.length > 0) {
            match.way("%1$s.name_words @> ?::bigint[]", (Object) words);
        }
        if (NATIONAL_ID.matcher(text).matches()) {
            Buffer hash = Profile.nationalIdHash(index, text);
            match.way("%1$s.national_id = ?", hash);
        }
        return match;
    }

    private void way(String condition, Object argument) {
        ways.add(condition);
        arguments.add(argument);
    }

    /** With a question mark for each of the arguments. */
    public String condition(String subject) {
        return "(" + String.join(" or ", ways).formatted(subject) + ")";
    }

    public Object[] arguments() {
        return arguments.toArray();
    }
}
