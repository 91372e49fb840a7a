package vn.hoctap.server;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A form with files, as browsers send it. */
public final class TestForm {
    private static final String BOUNDARY = "----hoctap-test-boundary";
    public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** @param pairs names and values in turn */
    public TestForm fields(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            part("name=\"" + pairs[i] + "\"", "", pairs[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** What the sender says it is follows from the name, and may be wrong. */
    public TestForm file(String field, String name, byte[] content) {
        String type = name.endsWith(".jpg") ? "image/jpeg" : "application/octet-stream";
        part("name=\"" + field + "\"; filename=\"" + name + "\"", "Content-Type: " + type + "\r\n", content);
        return this;
    }

    private void part(String what, String more, byte[] content) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + what + "\r\n" + more + "\r\n");
        body.writeBytes(content);
        text("\r\n");
    }

    private void text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public BodyPublisher publisher() {
        text("--" + BOUNDARY + "--\r\n");
        return BodyPublishers.ofByteArray(body.toByteArray());
    }
}
