package vn.hoctap.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The style sheet, fonts and scripts of the pages, kept in memory. Their addresses carry a hash of their content, so a
 * browser may keep them for ever and still sees every change at once.
 */
public final class Assets {
    private static final String FONT = "be-vietnam-pro-%s-%s-normal.woff2";

    private record File(String type, Buffer plain, @Nullable Buffer zipped) {}

    private final Map<String, File> files = new LinkedHashMap<>();
    private static final String FOLDER = "/assets/";

    private final String base;

    public Assets() {
        add("look.css", "text/css;charset=utf-8", "/web/look.css");
        add("icon.svg", "image/svg+xml", "/web/icon.svg");
        add("htmx.js", "text/javascript;charset=utf-8", htmx());
        add("live.js", "text/javascript;charset=utf-8", "/web/live.js");
        for (String subset : new String[] {"latin", "vietnamese"}) {
            for (String weight : new String[] {"400", "600"}) {
                String name = FONT.formatted(subset, weight);
                add(name, "font/woff2", "/web/fonts/" + name);
            }
        }
        base = FOLDER + hash() + "/";
    }

    /** The address of one of the files. */
    public String address(String name) {
        return base + Objects.requireNonNull(files.containsKey(name) ? name : null, name);
    }

    /** Whether one of the files is asked for, which everybody may have as often as he likes. */
    public static boolean are(RoutingContext context) {
        return context.normalizedPath().startsWith(FOLDER);
    }

    public void mount(Router router) {
        router.get(FOLDER + ":hash/:name").handler(this::serve);
    }

    private void serve(RoutingContext context) {
        File file = files.get(context.pathParam("name"));
        if (file == null || !context.normalizedPath().startsWith(base)) {
            throw Problem.notFound("There is no such file.");
        }
        context.response()
                .putHeader("Content-Type", file.type())
                .putHeader("Cache-Control", "public, max-age=31536000, immutable")
                .putHeader("X-Content-Type-Options", "nosniff");
        String accepted = context.request().getHeader("Accept-Encoding");
        if (file.zipped() != null && accepted != null && accepted.contains("gzip")) {
            context.response().putHeader("Content-Encoding", "gzip").end(file.zipped());
        } else {
            context.response().end(file.plain());
        }
    }

    private void add(String name, String type, String resource) {
        byte[] bytes = read(resource);
        boolean text = !type.startsWith("font/");
        files.put(name, new File(type, Buffer.buffer(bytes), text ? Buffer.buffer(zip(bytes)) : null));
    }

    private static String htmx() {
        Properties pom = new Properties();
        try {
            pom.load(Assets.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/htmx.org/pom.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/htmx.org/" + pom.getProperty("version") + "/dist/htmx.min.js";
    }

    private static byte[] read(String resource) {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(file -> digest.update(file.plain().getBytes()));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
