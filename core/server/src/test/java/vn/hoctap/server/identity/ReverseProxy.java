package vn.hoctap.server.identity;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import vn.hoctap.server.database.Await;

/**
 * What operators put in front of a server: it listens under another name, with TLS or without, passes everything on as it
 * was sent and says for whom in {@code X-Forwarded-} lines. It counts what went through.
 */
final class ReverseProxy implements AutoCloseable {
    static final String STORE_PASSWORD = "password";

    private final String scheme;
    private final String host;
    private final HttpServer server;
    private final HttpClient client;
    private final AtomicReference<URI> target = new AtomicReference<>();
    private final AtomicInteger count = new AtomicInteger();

    private ReverseProxy(Vertx vertx, String host, Optional<Path> store) {
        this.scheme = store.isPresent() ? "https" : "http";
        this.host = host;
        client = vertx.createHttpClient();
        HttpServerOptions options = new HttpServerOptions();
        store.ifPresent(keys -> options.setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(keys.toString()).setPassword(STORE_PASSWORD)));
        server = Await.on(
                vertx.createHttpServer(options).requestHandler(this::pass).listen(0, "127.0.0.1"));
    }

    static ReverseProxy plain(Vertx vertx, URI target) {
        ReverseProxy proxy = new ReverseProxy(vertx, "127.0.0.1", Optional.empty());
        proxy.to(target);
        return proxy;
    }

    /** @param store of {@link #keys} */
    static ReverseProxy tls(Vertx vertx, String host, Path store) {
        return new ReverseProxy(vertx, host, Optional.of(store));
    }

    /** A key and a certificate that names these hosts. */
    static Path keys(Path folder, List<String> hosts) {
        Path store = folder.resolve("tls.p12");
        String names = "san=dns:" + String.join(",dns:", hosts);
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "tls",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=" + hosts.getFirst(),
                            "-ext",
                            names,
                            "-validity",
                            "3",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            STORE_PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Whom it stands in front of from now on. */
    void to(URI next) {
        target.set(next);
    }

    String url() {
        return scheme + "://" + host + ":" + server.actualPort();
    }

    int count() {
        return count.get();
    }

    private void pass(HttpServerRequest request) {
        count.incrementAndGet();
        URI to = target.get();
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(to.getPort(), to.getHost()))
                .setHost(request.authority().host())
                .setPort(request.authority().port())
                .setMethod(request.method())
                .setURI(request.uri());
        request.body()
                .compose(body -> client.request(options).compose(passed -> {
                    request.headers().forEach(passed.headers()::add);
                    passed.putHeader("X-Forwarded-For", request.remoteAddress().hostAddress())
                            .putHeader("X-Forwarded-Proto", scheme)
                            .putHeader("X-Forwarded-Host", request.authority().toString());
                    return passed.send(body);
                }))
                .compose(answer -> answer.body().onSuccess(body -> {
                    request.response().setStatusCode(answer.statusCode());
                    answer.headers().forEach((name, value) -> {
                        if (!name.equalsIgnoreCase("transfer-encoding")) {
                            request.response().headers().add(name, value);
                        }
                    });
                    request.response().end(body);
                }))
                .onFailure(away -> request.response().setStatusCode(502).end(away.toString()));
    }

    @Override
    public void close() {
        Await.on(server.close());
        Await.on(client.close());
    }
}
