package vn.hoctap.server.secrecy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Seals contents of any length piece by piece (the STREAM construction): one byte {@value Aes#FORMAT}, 7 random bytes, then
 * pieces of {@value #PIECE} bytes, each with a tag. The nonce of a piece is those 7 bytes, its number and whether it is the
 * last, so that pieces can neither be left out nor change places. Memory holds one piece.
 */
public final class SealedFile {
    private static final int PIECE = 64 * 1024;
    private static final int PREFIX = 7;

    private SealedFile() {}

    public static void seal(DataKey key, InputStream in, OutputStream out, String context) throws IOException {
        byte[] prefix = Aes.random(PREFIX);
        out.write(Aes.FORMAT);
        out.write(prefix);
        byte[] piece = in.readNBytes(PIECE);
        for (int number = 0; ; number++) {
            byte[] next = in.readNBytes(PIECE);
            boolean last = next.length == 0;
            out.write(crypt(Cipher.ENCRYPT_MODE, key, nonce(prefix, number, last), piece, context));
            if (last) {
                return;
            }
            piece = next;
        }
    }

    /** @throws Unreadable when another key sealed it, or it was changed or cut; what was written until then is genuine */
    public static void open(DataKey key, InputStream in, OutputStream out, String context) throws IOException {
        reading(key, in, context).transferTo(out);
    }

    /**
     * The same, opened as it is read.
     *
     * @throws Unreadable as above, also while it is read
     */
    public static InputStream reading(DataKey key, InputStream in, String context) throws IOException {
        byte[] head = in.readNBytes(1 + PREFIX);
        if (head.length < 1 + PREFIX || head[0] != Aes.FORMAT) {
            throw new Unreadable("A file is not sealed, or cut short (" + context + ").");
        }
        byte[] prefix = Arrays.copyOfRange(head, 1, head.length);
        return new SealedInput(
                in,
                PIECE + Aes.TAG_BYTES,
                (number, piece, last) -> crypt(Cipher.DECRYPT_MODE, key, nonce(prefix, number, last), piece, context));
    }

    /** Whether a file begins as sealed ones do: neither a text nor a ZIP does. */
    public static boolean isSealed(byte first) {
        return first == Aes.FORMAT;
    }

    private static byte[] nonce(byte[] prefix, int number, boolean last) {
        return ByteBuffer.allocate(Aes.NONCE_BYTES)
                .put(prefix)
                .putInt(number)
                .put((byte) (last ? 1 : 0))
                .array();
    }

    private static byte[] crypt(int mode, DataKey key, byte[] nonce, byte[] piece, String context) {
        try {
            return Aes.cipher(mode, key.key(), nonce, Aes.bytes(context)).doFinal(piece);
        } catch (AEADBadTagException wrong) {
            throw new Unreadable("A file was sealed with another key, or changed or cut since (" + context + ").");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
