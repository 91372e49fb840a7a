package vn.hoctap.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Publishes its key as Keycloak does and signs tokens for whomever a test needs. */
final class Realm implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final long LIFETIME_SECONDS = 86_400;
    private static final int KEY_BITS = 2048;

    private final HttpServer server;
    private final KeyPair keys;

    Realm() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            keys = generator.generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/hoctap";
    }

    /** @param subject the person whose token it is */
    String token(String role, String subject) {
        Map<String, Object> claims = Map.of(
                "iss",
                issuer(),
                "aud",
                "hoctap",
                "exp",
                Instant.now().getEpochSecond() + LIFETIME_SECONDS,
                "preferred_username",
                subject,
                "subject",
                subject,
                "realm_access",
                Map.of("roles", List.of(role)));
        String signed = part(Map.of("alg", "RS256", "typ", "JWT", "kid", "one")) + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, Object> json) {
        return BASE64.encodeToString(bytes(json));
    }

    private static byte[] bytes(Map<String, Object> json) {
        try {
            return Api.JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean discovery = exchange.getRequestURI().getPath().endsWith("/openid-configuration");
        byte[] body = bytes(
                discovery
                        ? Map.of("issuer", issuer(), "jwks_uri", issuer() + "/certs")
                        : Map.of("keys", List.of(publicKey())));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Map<String, String> publicKey() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "kty", "RSA",
                "alg", "RS256",
                "use", "sig",
                "kid", "one",
                "n", number(key.getModulus().toByteArray()),
                "e", number(key.getPublicExponent().toByteArray()));
    }

    /** Without the byte that only says that it is positive. */
    private static String number(byte[] bytes) {
        boolean signed = bytes[0] == 0;
        return BASE64.encodeToString(signed ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
