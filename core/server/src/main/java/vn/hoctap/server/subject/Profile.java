package vn.hoctap.server.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.secrecy.BlindIndex;
import vn.hoctap.server.secrecy.DataKey;
import vn.hoctap.server.secrecy.Secrets;

/** What tells who a person is. Sealed with his own key wherever it is stored, and forgotten with it. */
record Profile(
        String name,
        @Nullable LocalDate birthDate,
        @Nullable String nationalId) {
    private static final String CONTEXT = "profile";
    private static final String WORDS = "name";
    private static final String NATIONAL_ID = "national-id";

    /** Places and working units have names that everybody may know; those of families and clans are people's names. */
    static boolean isPersonal(SubjectKind kind) {
        return switch (kind) {
            case CITIZEN, FAMILY, CLAN -> true;
            case COMMUNITY, UNIT -> false;
        };
    }

    /** Of a row with {@link Names#columns} and the birth date; what was stored before anything was sealed is plain. */
    static Profile of(Row row, Secrets secrets) {
        Buffer sealed = row.getBuffer("profile");
        Buffer wrapped = row.getBuffer("data_key");
        if (sealed == null) {
            return new Profile(row.getString("name"), row.getLocalDate("birth_date"), null);
        }
        if (wrapped == null) {
            throw new IllegalStateException(
                    "The profile of the subject with key " + row.getLong("person") + " has no key.");
        }
        return open(secrets.unwrap(row.getLong("person"), wrapped.getBytes()), sealed);
    }

    static Profile open(DataKey key, Buffer sealed) {
        try {
            JsonNode json = Json.mapper().readTree(key.open(sealed.getBytes(), CONTEXT));
            JsonNode birthDate = json.path("birthDate");
            return new Profile(
                    json.path("name").asText(),
                    birthDate.isTextual() ? LocalDate.parse(birthDate.textValue()) : null,
                    json.path("nationalId").textValue());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Buffer sealed(DataKey key) {
        ObjectNode json = Json.mapper().createObjectNode().put("name", name);
        if (birthDate != null) {
            json.put("birthDate", birthDate.toString());
        }
        if (nationalId != null) {
            json.put("nationalId", nationalId);
        }
        return Buffer.buffer(key.seal(Json.bytes(json), CONTEXT));
    }

    /** By which it is found again: as PostgreSQL writes arrays. */
    String words(BlindIndex index) {
        return array(index.beginnings(WORDS, SearchText.of(name)));
    }

    static Long[] asked(BlindIndex index, String text) {
        return index.asked(WORDS, text);
    }

    static String array(Long[] numbers) {
        return "{"
                + String.join(",", Arrays.stream(numbers).map(String::valueOf).toList()) + "}";
    }

    @Nullable
    Buffer nationalIdHash(BlindIndex index) {
        return nationalId == null ? null : nationalIdHash(index, nationalId);
    }

    static Buffer nationalIdHash(BlindIndex index, String nationalId) {
        return Buffer.buffer(index.hash(NATIONAL_ID, nationalId));
    }

    /** Nothing of it, for it must not reach a log. */
    @Override
    public String toString() {
        return "a profile";
    }
}
