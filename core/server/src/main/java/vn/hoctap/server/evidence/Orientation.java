package vn.hoctap.server.evidence;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Which side of a photo is up: the one tag of Exif (2.32, 4.6.4) without which a photo lies on its side. */
final class Orientation {
    private static final String EXIF = "Exif\0\0";
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;
    private static final int UPRIGHT = 1;
    private static final int LAST = 8;

    private Orientation() {}

    /** Empty when the segment does not say, or says that the photo is upright anyway. */
    static OptionalInt in(byte[] segment) {
        try {
            return JpegFilter.begins(segment, EXIF) ? read(segment) : OptionalInt.empty();
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt read(byte[] segment) {
        ByteBuffer tiff = ByteBuffer.wrap(segment, EXIF.length(), segment.length - EXIF.length())
                .slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG && tiff.getShort(entry + 2) == SHORT) {
                int value = tiff.getShort(entry + 8);
                return value > UPRIGHT && value <= LAST ? OptionalInt.of(value) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /** The content of an APP1 segment that says nothing else. */
    static byte[] segment(int orientation) {
        return ByteBuffer.allocate(32)
                .put(EXIF.getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }
}
