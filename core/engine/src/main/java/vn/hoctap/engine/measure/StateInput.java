package vn.hoctap.engine.measure;

import java.nio.ByteBuffer;

/** Reads what {@link StateOutput} wrote; every method throws BufferUnderflowException where the bytes end too early. */
public final class StateInput {
    private static final int SEVEN_BITS = 7;
    private static final int LOW_BITS = 0x7f;

    private final ByteBuffer bytes;

    public StateInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    public byte octet() {
        return bytes.get();
    }

    int int32() {
        return bytes.getInt();
    }

    long int64() {
        return bytes.getLong();
    }

    /** @throws IllegalArgumentException when it is longer than an int */
    int size() {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += SEVEN_BITS) {
            byte next = octet();
            value |= (next & LOW_BITS) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a size that is no size");
    }

    /** @throws IllegalArgumentException when it would be longer than all that is left */
    byte[] array() {
        byte[] array = new byte[length()];
        bytes.get(array);
        return array;
    }

    private int length() {
        int length = size();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("more bytes announced than there are");
        }
        return length;
    }

    String text() {
        int length = length();
        if (length == 0) {
            return "";
        }
        char[] chars = new char[length];
        int count = 0;
        for (int end = bytes.position() + length; bytes.position() < end; count++) {
            chars[count] = character();
        }
        return new String(chars, 0, count);
    }

    private char character() {
        int first = octet();
        if (first >= 0) {
            return (char) first;
        }
        return (first & 0x20) == 0
                ? (char) (((first & 0x1f) << 6) | (octet() & 0x3f))
                : (char) (((first & 0x0f) << 12) | ((octet() & 0x3f) << 6) | (octet() & 0x3f));
    }

    public boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    /** What has not been read yet. */
    public byte[] rest() {
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }
}
