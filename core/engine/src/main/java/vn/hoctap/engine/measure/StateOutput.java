package vn.hoctap.engine.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes of progress, written one after the other into an array that grows. Numbers are big-endian. */
public final class StateOutput {
    private static final int SEVEN_BITS = 7;
    private static final int MORE = 0x80;
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    private ByteBuffer bytes;

    /** @param expected how many bytes there will probably be */
    public StateOutput(int expected) {
        bytes = ByteBuffer.allocate(Math.max(expected, 16));
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int size = Math.addExact(bytes.position(), more);
            ByteBuffer larger = ByteBuffer.allocate(Math.max(size, size + (size >> 1)));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    public void octet(int value) {
        room(1).put((byte) value);
    }

    void int32(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void int64(long value) {
        room(Long.BYTES).putLong(value);
    }

    /** A number that is mostly small and never negative: seven bits to a byte, the lowest first. */
    void size(int value) {
        int rest = value;
        while (rest >= MORE) {
            octet(rest | MORE);
            rest >>>= SEVEN_BITS;
        }
        octet(rest);
    }

    void array(byte[] value) {
        size(value.length);
        room(value.length).put(value);
    }

    /** Every char by itself, so that even a text that is no proper Unicode is read again as it was. */
    void text(String value) {
        int length = 0;
        for (int i = 0; i < value.length(); i++) {
            length += value.charAt(i) < ONE_BYTE ? 1 : value.charAt(i) < TWO_BYTES ? 2 : 3;
        }
        size(length);
        room(length);
        for (int i = 0; i < value.length(); i++) {
            put(value.charAt(i));
        }
    }

    private void put(char c) {
        if (c < ONE_BYTE) {
            bytes.put((byte) c);
            return;
        }
        if (c < TWO_BYTES) {
            bytes.put((byte) (0xc0 | (c >> 6)));
        } else {
            bytes.put((byte) (0xe0 | (c >> 12)));
            bytes.put((byte) (0x80 | ((c >> 6) & 0x3f)));
        }
        bytes.put((byte) (0x80 | (c & 0x3f)));
    }

    /** Some of what was written before. */
    public void bytes(byte[] written, int from, int until) {
        room(until - from).put(written, from, until - from);
    }

    /** How many bytes there are so far. */
    public int length() {
        return bytes.position();
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
