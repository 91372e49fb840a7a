package vn.hoctap.server.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of an activity as it is sent, in the order of their names. */
enum Member {
    COURSE("course", true),
    ENDED_AT("endedAt", false),
    EVIDENCE("evidence", true),
    HOURS("hours", true),
    ID("id", false),
    RESULT("result", true),
    SKILLS("skills", true),
    SOURCE("source", true),
    STARTED_AT("startedAt", true),
    SUBJECT("subject", false),
    TITLE("title", true),
    TYPE("type", false),
    VALID_UNTIL("validUntil", true);

    private static final Map<String, Member> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Member::text, Function.identity()));

    private final String text;
    private final boolean nullable;

    Member(String text, boolean nullable) {
        this.text = text;
        this.nullable = nullable;
    }

    static @Nullable Member of(String text) {
        return BY_TEXT.get(text);
    }

    String text() {
        return text;
    }

    boolean nullable() {
        return nullable;
    }
}
