package vn.hoctap.server.secrecy;

import java.io.IOException;
import java.io.InputStream;

/** What was sealed piece by piece, opened as it is read: memory holds two pieces. Used by one thread. */
final class SealedInput extends InputStream {
    /** Opens the next piece of the file. */
    interface Pieces {
        byte[] open(int number, byte[] sealed, boolean last);
    }

    private final InputStream in;
    private final int size;
    private final Pieces pieces;
    private byte[] sealed;
    private byte[] piece = {};
    private int read;
    private int number;
    private boolean ended;

    /** @param size of a sealed piece */
    SealedInput(InputStream in, int size, Pieces pieces) throws IOException {
        this.in = in;
        this.size = size;
        this.pieces = pieces;
        this.sealed = in.readNBytes(size);
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[read++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - read);
        System.arraycopy(piece, read, to, from, count);
        read += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (read == piece.length && !ended) {
            byte[] next = in.readNBytes(size);
            ended = next.length == 0;
            piece = pieces.open(number++, sealed, ended);
            read = 0;
            sealed = next;
        }
        return read < piece.length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
