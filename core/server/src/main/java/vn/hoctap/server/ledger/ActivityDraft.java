package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Result;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.server.ledger.PlainValues.Doubt;

/**
 * One activity on its way from what was sent to what is stored: the values of the members by their {@link Member}, {@link
 * #NULL} where null was sent.
 */
final class ActivityDraft {
    private static final Object NULL = new Object();

    /** A time with the text that said it. */
    private record Time(String text, Instant moment) {}

    private static final Member[] MEMBERS = Member.values();

    private final Map<Member, Object> values = new EnumMap<>(Member.class);

    private ActivityDraft() {}

    /** @param in at the beginning of an object; afterwards at its end */
    static ActivityDraft read(JsonParser in) throws IOException, Doubt {
        PlainValues.demand(in.currentToken() == JsonToken.START_OBJECT);
        ActivityDraft draft = new ActivityDraft();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            Member member = Member.of(name);
            in.nextToken();
            if (member == null || draft.values.put(member, value(member, in)) != null) {
                throw new Doubt();
            }
        }
        PlainValues.demand(in.currentToken() == JsonToken.END_OBJECT
                && draft.get(Member.SUBJECT) != null
                && draft.get(Member.TYPE) != null
                && draft.get(Member.ENDED_AT) != null);
        return draft;
    }

    private static Object value(Member member, JsonParser in) throws IOException, Doubt {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            PlainValues.demand(member.nullable());
            return NULL;
        }
        return switch (member) {
            case ID, SUBJECT -> PlainValues.id(in);
            case TYPE -> PlainValues.word(in, -1);
            case COURSE -> PlainValues.text(in, 200);
            case TITLE -> PlainValues.text(in, 500);
            case STARTED_AT, ENDED_AT, VALID_UNTIL -> time(in);
            case HOURS -> PlainValues.hours(in);
            case RESULT -> PlainResult.read(in);
            case SKILLS -> PlainSkills.read(in);
            case EVIDENCE -> noEvidence(in);
            case SOURCE -> PlainSource.read(in);
        };
    }

    /** A body that names some is sealed, and that is {@link NamedEvidence}'s work. */
    private static List<Object> noEvidence(JsonParser in) throws IOException, Doubt {
        PlainValues.demand(in.currentToken() == JsonToken.START_ARRAY && in.nextToken() == JsonToken.END_ARRAY);
        return List.of();
    }

    private static Time time(JsonParser in) throws IOException, Doubt {
        String text = PlainValues.text(in, 40);
        Instant moment = PlainTime.parse(text);
        if (moment == null) {
            throw new Doubt();
        }
        return new Time(text, moment);
    }

    /** The content as {@link vn.hoctap.server.http.StrictJson#canonical} has it: the id is no part of it. */
    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Member member : MEMBERS) {
            Object value = get(member);
            if (value != null && member != Member.ID) {
                out.writeFieldName(member.text());
                write(value, out);
            }
        }
        out.writeEndObject();
    }

    private static void write(Object value, JsonGenerator out) throws IOException {
        switch (value) {
            case String text -> out.writeString(text);
            case Time time -> out.writeString(time.text());
            case BigDecimal number -> PlainValues.write(out, number);
            case PlainResult result -> result.write(out);
            case PlainSkills skills -> skills.write(out);
            case List<?> empty -> {
                out.writeStartArray();
                out.writeEndArray();
            }
            case PlainSource source -> source.write(out);
            default -> out.writeNull();
        }
    }

    PlainActivity activity(byte[] content) {
        return new PlainActivity(
                text(Member.ID),
                (String) required(Member.SUBJECT),
                (String) required(Member.TYPE),
                text(Member.COURSE),
                text(Member.TITLE),
                moment(Member.STARTED_AT),
                ((Time) required(Member.ENDED_AT)).moment(),
                moment(Member.VALID_UNTIL),
                get(Member.HOURS) instanceof BigDecimal hours ? Rational.of(hours) : null,
                result(),
                skills(),
                get(Member.SOURCE) instanceof PlainSource source ? said(source.ref()) : null,
                content);
    }

    private @Nullable Object get(Member member) {
        return values.get(member);
    }

    private Object required(Member member) {
        Object value = get(member);
        if (value == null) {
            throw new IllegalStateException("read without " + member.text());
        }
        return value;
    }

    private @Nullable String text(Member member) {
        return get(member) instanceof String text ? said(text) : null;
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private @Nullable Instant moment(Member member) {
        return get(member) instanceof Time time ? time.moment() : null;
    }

    private @Nullable Result result() {
        return get(Member.RESULT) instanceof PlainResult result ? result.result() : null;
    }

    private @Nullable List<Skill> skills() {
        return get(Member.SKILLS) instanceof PlainSkills skills ? skills.all() : null;
    }
}
