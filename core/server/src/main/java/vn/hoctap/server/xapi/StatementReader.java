package vn.hoctap.server.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;

/** Reads the statements of a request; one that is not sound refuses all, and every fault is named. */
final class StatementReader {
    /** One of several; what follows it is the next. */
    private static final ObjectReader ONE =
            Json.mapper().readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private record Piece(JsonNode json, Buffer bytes) {}

    private final byte[] body;
    private final Instant received;

    private StatementReader(byte[] body, Instant received) {
        this.body = body;
        this.received = received;
    }

    /** @throws Problem 400 with a pointer for every fault */
    static List<Statement> read(byte[] body, Instant received) {
        return new StatementReader(body, received).read();
    }

    /** A statement that was stored, and so is sound. */
    static Statement stored(UUID id, Buffer body, Instant received) {
        try {
            JsonNode json = Json.mapper().readTree(body.getBytes());
            return statement(id, true, new Piece(json, body), received);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Statement> read() {
        List<Piece> pieces = pieces();
        boolean array = firstByte() == '[';
        List<PointerError> faults = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            StatementRules.check(pieces.get(i).json(), array ? "/" + i : "", faults);
        }
        twice(pieces, faults);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return pieces.stream().map(this::statement).toList();
    }

    private Statement statement(Piece piece) {
        JsonNode id = piece.json().path("id");
        return id.isTextual()
                ? statement(UUID.fromString(id.textValue()), true, piece, received)
                : statement(StatementId.next(), false, piece, received);
    }

    private static Statement statement(UUID id, boolean given, Piece piece, Instant received) {
        JsonNode time = piece.json().path("timestamp");
        Instant timestamp =
                time.isTextual() ? StatementRules.parse(time.textValue()).toInstant() : received;
        return new Statement(id, given, piece.json(), piece.bytes(), timestamp, StatementHash.of(piece.json()));
    }

    private static void twice(List<Piece> pieces, List<PointerError> faults) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            JsonNode id = pieces.get(i).json().path("id");
            Integer before = id.isTextual() ? first.putIfAbsent(id.textValue().toLowerCase(Locale.ROOT), i) : null;
            if (before != null) {
                faults.add(new PointerError("/" + i + "/id", "The same id stands at /" + before + " already."));
            }
        }
    }

    private List<Piece> pieces() {
        try (JsonParser parser = Json.mapper().getFactory().createParser(body)) {
            JsonToken first = parser.nextToken();
            List<Piece> pieces = new ArrayList<>();
            if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    pieces.add(piece(parser));
                    if (pieces.size() > XapiLimits.STATEMENTS) {
                        throw Problem.badRequest("Send up to " + XapiLimits.STATEMENTS + " statements at a time.");
                    }
                }
            } else if (first == JsonToken.START_OBJECT) {
                pieces.add(piece(parser));
            } else {
                throw Problem.badRequest("Send one statement or an array of statements as JSON.");
            }
            if (parser.nextToken() != null) {
                throw Problem.badRequest("The JSON goes on after its end.");
            }
            return pieces;
        } catch (IOException malformed) {
            throw Problem.badRequest("The body is no JSON in UTF-8: " + reason(malformed) + ".");
        }
    }

    /** What the parser shows of the text around could be personal. */
    private static String reason(IOException malformed) {
        return malformed instanceof JsonProcessingException json && json.getLocation() != null
                ? "line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr()
                : "it cannot be read";
    }

    private Piece piece(JsonParser parser) throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        JsonNode json = ONE.readTree(parser);
        long end = parser.currentLocation().getByteOffset();
        if (start < 0) {
            throw Problem.badRequest("The body is not in UTF-8.");
        }
        return new Piece(json, Buffer.buffer(Arrays.copyOfRange(body, (int) start, (int) end)));
    }

    private int firstByte() {
        for (byte b : body) {
            if (b == '[' || b == '{') {
                return b;
            }
        }
        return -1;
    }
}
