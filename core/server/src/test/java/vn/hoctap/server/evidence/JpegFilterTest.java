package vn.hoctap.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JpegFilterTest {

    private static byte[] filtered(byte[] jpeg) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JpegFilter.copy(new ByteArrayInputStream(jpeg), out);
        return out.toByteArray();
    }

    private static int[] pixels(byte[] jpeg) throws IOException {
        BufferedImage image = TestFiles.read(jpeg);
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void the_place_goes_and_the_image_stays_as_it_is() throws IOException {
        byte[] photo = TestFiles.photoWithPlace(6);
        assertThat(text(photo)).contains(TestFiles.PLACE);

        byte[] clean = filtered(photo);

        assertThat(text(clean)).doesNotContain(TestFiles.PLACE, "Photoshop", "ftypmp42", "II*");
        assertThat(pixels(clean)).isEqualTo(pixels(photo));
    }

    @Test
    void which_side_is_up_stays() throws IOException {
        byte[] segment = "Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(text(filtered(TestFiles.photoWithPlace(6)))).contains(text(segment));
        assertThat(Orientation.in(Orientation.segment(6))).hasValue(6);
        assertThat(text(filtered(TestFiles.photoWithPlace(1)))).doesNotContain("Exif");
    }

    @Test
    void a_photo_without_anything_to_hide_stays_the_same_bytes() throws IOException {
        byte[] photo = TestFiles.photo();

        assertThat(filtered(photo)).isEqualTo(photo);
        byte[] clean = filtered(TestFiles.photoWithPlace(8));
        assertThat(filtered(clean)).isEqualTo(clean);
    }

    @Test
    void what_only_begins_like_a_jpeg_is_refused() {
        byte[] photo = TestFiles.photo();

        assertThatThrownBy(() -> filtered("no image at all".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(JpegFilter.Broken.class);
        assertThatThrownBy(() -> filtered(Arrays.copyOf(photo, 40))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> filtered(Arrays.copyOf(photo, 3))).isInstanceOf(EOFException.class);
    }

    @Test
    void a_photo_that_is_broken_off_within_its_image_is_closed() throws IOException {
        byte[] photo = TestFiles.photo();

        byte[] clean = filtered(Arrays.copyOf(photo, photo.length - 10));

        assertThat(clean).endsWith(0xFF, 0xD9);
    }
}
