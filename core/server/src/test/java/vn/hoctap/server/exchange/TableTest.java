package vn.hoctap.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    private @TempDir Path folder;

    private List<String> csv(String text) throws IOException {
        return csv(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each line as its number and its cells with bars between. */
    private List<String> csv(byte[] bytes) throws IOException {
        return read(Files.write(folder.resolve("a.csv"), bytes), Format.CSV);
    }

    private static List<String> read(Path file, Format format) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Table table = Reading.open(Files.newInputStream(file), format)) {
            for (Line line = table.next(); line != null; line = table.next()) {
                lines.add(line.number() + " "
                        + String.join("|", line.cells().stream().map(Cell::text).toList()));
            }
        }
        return lines;
    }

    private static String code(Unreadable unreadable) {
        return unreadable.fault().code();
    }

    @Test
    void the_separator_shows_in_the_first_line() throws IOException {
        assertThat(csv("a,b\n1,2")).containsExactly("1 a|b", "2 1|2");
        assertThat(csv("a;b\n1;2,5")).containsExactly("1 a|b", "2 1|2,5");
        assertThat(csv("a\tb\n1\t2")).containsExactly("1 a|b", "2 1|2");
        assertThat(csv("sep=;\r\na;b\r\n1;2\r\n")).containsExactly("1 a|b", "2 1|2");
        assertThat(csv("\"a,x,y\";b\n1;2")).containsExactly("1 a,x,y|b", "2 1|2");
    }

    @Test
    void quotes_line_ends_and_the_mark_at_the_beginning_are_understood() throws IOException {
        assertThat(csv("\uFEFFa,b\r\n\"x \"\"y\"\"\",\"một\ndòng\"\r\n\r\n 3 ,\r\n"))
                .containsExactly("1 a|b", "2 x \"y\"|một\ndòng", "3 ", "4 3|");
    }

    @Test
    void a_file_that_is_not_what_it_should_be_is_refused_with_its_line() {
        assertThatThrownBy(() -> csv("a,b\n\"x,y"))
                .isInstanceOfSatisfying(
                        Unreadable.class, u -> assertThat(u.fault()).isEqualTo(Fault.of("", "quote", 2)));
        assertThatThrownBy(() -> csv("a,b\nNguyễn,x".getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> csv("a\n" + "x".repeat(ImportLimits.CELL + 1)))
                .isInstanceOfSatisfying(
                        Unreadable.class, u -> assertThat(code(u)).isEqualTo("cell"));
        assertThatThrownBy(() -> csv("a" + ",".repeat(ImportLimits.COLUMNS)))
                .isInstanceOfSatisfying(
                        Unreadable.class, u -> assertThat(code(u)).isEqualTo("columns"));
    }

    @Test
    void cells_of_a_spreadsheet_say_what_they_are() throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("a");
            sheet.value(0, 0, "001234567890");
            sheet.value(0, 1, 4711);
            sheet.style(0, 1).format("000000").set();
            sheet.value(0, 2, LocalDate.of(2026, 3, 5));
            sheet.style(0, 2).format("dd/mm/yyyy").set();
            sheet.value(0, 3, LocalDate.of(2026, 3, 5).atTime(8, 30));
            sheet.style(0, 3).format("dd/mm/yyyy hh:mm").set();
            sheet.value(0, 4, 0.1 + 0.2);
            sheet.value(0, 5, true);
            sheet.value(2, 0, "=SUM(A1)");
        }
        assertThat(read(file, Format.XLSX))
                .containsExactly("1 001234567890|004711|2026-03-05|2026-03-05T08:30|0.3|true", "3 =SUM(A1)");
    }

    @Test
    void a_file_that_unpacks_to_far_more_than_it_seems_is_not_taken() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 40; i++) {
                zip.write(zeros);
            }
        }
        Path file = Files.write(folder.resolve("bomb.xlsx"), bytes.toByteArray());
        assertThatThrownBy(() -> read(file, Format.XLSX))
                .isInstanceOfSatisfying(
                        Unreadable.class, u -> assertThat(code(u)).isEqualTo("bomb"));
        Path none = Files.writeString(folder.resolve("none.xlsx"), "PK no spreadsheet");
        assertThatThrownBy(() -> read(none, Format.XLSX))
                .isInstanceOfSatisfying(
                        Unreadable.class, u -> assertThat(code(u)).isEqualTo("xlsx"));
    }

    @Test
    void headings_are_known_by_many_names() throws IOException {
        Line line = new Line(
                1,
                List.of("MÃ", "Họ và tên *", "ngày sinh", "Nơi ở", "Nhóm đối tượng", "Ghi chú").stream()
                        .map(Cell::written)
                        .toList());
        Heading heading = Heading.of(line, FileKind.ROSTER);
        assertThat(heading.places())
                .containsOnlyKeys("id", "name", "birthDate", "residence", "group")
                .containsEntry("birthDate", 2);
        assertThat(heading.unknown()).containsExactly("Ghi chú");
    }
}
