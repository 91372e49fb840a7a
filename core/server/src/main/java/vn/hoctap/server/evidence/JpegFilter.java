package vn.hoctap.server.evidence;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Copies a JPEG (ITU-T T.81) without what the camera wrote into it: where and when the photo was taken, by which device,
 * its thumbnail, and whatever follows the image. The image itself is not touched. What is needed to show it right stays:
 * the density (JFIF), the colour profile (ICC), Adobe's colour transform, and which side is up.
 */
final class JpegFilter {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final int RESTART_FIRST = 0xD0;
    private static final int RESTART_LAST = 0xD7;
    private static final int LONE = 0x01;

    private final InputStream in;
    private final OutputStream out;

    private JpegFilter(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /**
     * @param in buffered
     * @throws EOFException when it is broken off before its image begins
     * @throws Broken when it is no JPEG
     */
    static void copy(InputStream in, OutputStream out) throws IOException {
        new JpegFilter(in, out).copy();
    }

    /** A file that says it is a JPEG and is none. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        Broken() {
            super("not a JPEG");
        }
    }

    private void copy() throws IOException {
        if (byteOf(in.read()) != 0xFF || byteOf(in.read()) != START) {
            throw new Broken();
        }
        marker(START);
        int marker = next();
        while (marker != END) {
            marker = segment(marker);
        }
        marker(END);
    }

    /** Returns the marker that follows. */
    private int segment(int marker) throws IOException {
        if (marker == LONE || isRestart(marker)) {
            marker(marker);
            return next();
        }
        byte[] content = content();
        if (stays(marker, content)) {
            write(marker, content);
        } else if (marker == APP1) {
            OptionalInt orientation = Orientation.in(content);
            if (orientation.isPresent()) {
                write(APP1, Orientation.segment(orientation.getAsInt()));
            }
        }
        return marker == SCAN ? scan() : next();
    }

    private static boolean stays(int marker, byte[] content) {
        return switch (marker) {
            case APP0 -> begins(content, "JFIF\0");
            case APP2 -> begins(content, "ICC_PROFILE\0");
            case APP14 -> begins(content, "Adobe");
            default -> marker != COMMENT && (marker < APP0 || marker > APP15);
        };
    }

    static boolean begins(byte[] content, String word) {
        byte[] letters = word.getBytes(StandardCharsets.US_ASCII);
        return content.length >= letters.length
                && Arrays.equals(content, 0, letters.length, letters, 0, letters.length);
    }

    /** The compressed image up to the next marker, which it returns. One that is broken off ends here. */
    private int scan() throws IOException {
        for (int value = in.read(); value >= 0; value = in.read()) {
            if (value != 0xFF) {
                out.write(value);
                continue;
            }
            int code = in.read();
            while (code == 0xFF) {
                code = in.read();
            }
            if (code < 0) {
                return END;
            }
            if (code != 0 && !isRestart(code)) {
                return code;
            }
            marker(code);
        }
        return END;
    }

    private static boolean isRestart(int code) {
        return code >= RESTART_FIRST && code <= RESTART_LAST;
    }

    private int next() throws IOException {
        if (byteOf(in.read()) != 0xFF) {
            throw new Broken();
        }
        int code = byteOf(in.read());
        while (code == 0xFF) {
            code = byteOf(in.read());
        }
        return code;
    }

    private byte[] content() throws IOException {
        int length = (byteOf(in.read()) << 8) | byteOf(in.read());
        byte[] content = in.readNBytes(Math.max(0, length - 2));
        if (length < 2 || content.length < length - 2) {
            throw new Broken();
        }
        return content;
    }

    private void write(int marker, byte[] content) throws IOException {
        marker(marker);
        int length = content.length + 2;
        out.write(length >> 8);
        out.write(length);
        out.write(content);
    }

    private void marker(int code) throws IOException {
        out.write(0xFF);
        out.write(code);
    }

    private static int byteOf(int read) throws EOFException {
        if (read < 0) {
            throw new EOFException("the JPEG is broken off");
        }
        return read;
    }
}
