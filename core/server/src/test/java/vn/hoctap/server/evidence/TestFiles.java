package vn.hoctap.server.evidence;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/** Files as people send them. */
public final class TestFiles {
    /** What a phone writes into each photo, among other things. */
    public static final String PLACE = "Thon 3, Quang Vinh";

    private static final int EXIF_BYTES = 256;

    private TestFiles() {}

    /** A photo that no other test has. */
    public static byte[] photo() {
        return image("jpg", new Random().nextInt());
    }

    public static byte[] png() {
        return image("png", new Random().nextInt());
    }

    public static byte[] pdf() {
        return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                        + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\n"
                        + "trailer<</Root 1 0 R>>\n% " + new Random().nextInt() + "\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    public static byte[] heic() {
        return ByteBuffer.allocate(200)
                .putInt(24)
                .put("ftypheic".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .put("mif1heic".getBytes(StandardCharsets.US_ASCII))
                .putInt(new Random().nextInt())
                .array();
    }

    public static byte[] webp() {
        return ByteBuffer.allocate(40)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(Integer.reverseBytes(32))
                .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                .putInt(new Random().nextInt())
                .array();
    }

    public static byte[] html() {
        return "<!doctype html><html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
    }

    public static byte[] svg() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A photo in which the phone wrote where it was taken and which side is up, with a film after the image. */
    public static byte[] photoWithPlace(int orientation) {
        byte[] plain = photo();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        segment(out, 0xE1, exif(orientation));
        segment(out, 0xFE, PLACE.getBytes(StandardCharsets.US_ASCII));
        segment(out, 0xED, ("Photoshop 3.0\0" + PLACE).getBytes(StandardCharsets.US_ASCII));
        out.write(plain, 2, plain.length - 2);
        out.writeBytes(("ftypmp42 " + PLACE).getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }

    /** Orientation, a description, and a directory for GPS with latitude 20° 15' 3" north; little endian, as phones write. */
    private static byte[] exif(int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(EXIF_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x010E, 2, PLACE.length() + 1, 140);
        entry(tiff, 0x0112, 3, 1, orientation);
        entry(tiff, 0x8825, 4, 1, 60);
        tiff.putInt(0);
        tiff.position(60);
        tiff.putShort((short) 2);
        entry(tiff, 1, 2, 2, 'N');
        entry(tiff, 2, 5, 3, 100);
        tiff.putInt(0);
        tiff.position(100);
        tiff.putInt(20).putInt(1).putInt(15).putInt(1).putInt(3).putInt(1);
        tiff.position(140);
        tiff.put(PLACE.getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.allocate(EXIF_BYTES + 6)
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(tiff.array())
                .array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    static BufferedImage read(byte[] image) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(image));
    }

    private static byte[] image(String format, int seed) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 8; x++) {
                var graphics = image.createGraphics();
                graphics.setColor(new Color(random.nextInt(1 << 24)));
                graphics.fillRect(x * 8, y * 8, 8, 8);
                graphics.dispose();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
