package vn.hoctap.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import vn.hoctap.server.database.Await;

/** Writes to an answer in parts, each after the one before has left: whoever reads slowly makes the writer wait. */
public final class ResponseStream extends OutputStream {
    private static final int PART = 32 * 1024;

    private final HttpServerResponse response;
    private Buffer part = Buffer.buffer(PART);

    public ResponseStream(HttpServerResponse response) {
        this.response = response.setChunked(true);
    }

    @Override
    public void write(int b) throws IOException {
        part.appendByte((byte) b);
        sendWhenFull();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        part.appendBytes(bytes, from, length);
        sendWhenFull();
    }

    private void sendWhenFull() throws IOException {
        if (part.length() >= PART) {
            send();
        }
    }

    private void send() throws IOException {
        Buffer full = part;
        part = Buffer.buffer(PART);
        try {
            Await.on(response.write(full));
        } catch (IllegalStateException gone) {
            throw new IOException("Whoever asked has gone.", gone);
        }
    }

    /** All is written. Not by closing, which a writer does after a failure too. */
    public void end() throws IOException {
        if (part.length() > 0) {
            send();
        }
        response.end();
    }

    /** Nobody may take a part for the whole: what has begun to leave is torn off. */
    public void abandon() {
        if (response.headWritten()) {
            response.reset();
        }
    }
}
