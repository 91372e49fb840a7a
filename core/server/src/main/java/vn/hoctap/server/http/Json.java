package vn.hoctap.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vn.hoctap.api.Rational;

/**
 * JSON as this program reads and writes it: numbers are exact ({@link BigDecimal}) inside and rounded half up to four
 * decimals outside, times are RFC 3339, what is absent is null. A text that says a key twice, or goes on after its
 * end, is no JSON.
 */
public final class Json {
    static final String BODY = "hoctap.body";
    private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
    private static final CharSequence TYPE = HttpHeaders.createOptimized("application/json");
    private static final int DECIMALS = 4;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            // Every request has a thread of its own, so that what belongs to a thread is never used again.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY.copy())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(words())
            .build();

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * Parses with the same limits, token by token. Whoever uses it looks himself for keys said twice and for what comes
     * after the end.
     */
    public static JsonParser parser(byte[] text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** The checked body of the request that is being answered. */
    public static JsonNode body(RoutingContext context) {
        JsonNode body = context.get(BODY);
        if (body == null) {
            throw Problem.badRequest("The request has no body; send JSON.");
        }
        return body;
    }

    /** Answers with {@code value} in JSON. */
    public static void send(RoutingContext context, int status, Object value) {
        send(context, status, bytes(value));
    }

    /** Answers with what the writing writes. */
    public static void write(RoutingContext context, int status, Writing writing) {
        try (ByteArrayBuilder text = new ByteArrayBuilder();
                JsonGenerator out = MAPPER.createGenerator(text)) {
            writing.to(out);
            out.flush();
            send(context, status, text.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(RoutingContext context, int status, byte[] text) {
        context.response().setStatusCode(status).putHeader(CONTENT_TYPE, TYPE).end(Buffer.buffer(text));
    }

    /** Writes one value. */
    @FunctionalInterface
    public interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As shown outside: at most four decimals, rounded half up, without trailing zeros. */
    public static BigDecimal number(Rational value) {
        BigDecimal decimal = value.toDecimal(DECIMALS).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    /** The exact number that was sent. */
    public static Rational rational(JsonNode number) {
        return Rational.of(number.decimalValue());
    }

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule("hoctap");
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        module.addSerializer(LocalDate.class, ToStringSerializer.instance);
        module.addSerializer(new Writer<Rational>(Rational.class, (value, out) -> out.writeNumber(number(value))));
        module.addSerializer(
                new Writer<Optional<?>>(Optional.class, (value, out) -> out.writePOJO(value.orElse(null))));
        return module;
    }

    private interface Serializing<T> {
        void write(T value, JsonGenerator out) throws IOException;
    }

    private static final class Writer<T> extends StdSerializer<T> {
        private final transient Serializing<T> writing;

        Writer(Class<?> type, Serializing<T> writing) {
            super(type, false);
            this.writing = writing;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            writing.write(value, out);
        }
    }
}
