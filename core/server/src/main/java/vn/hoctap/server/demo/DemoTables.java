package vn.hoctap.server.demo;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;

/** The demo's tree and catalogue, from tables in the form of the imports. */
final class DemoTables {
    private DemoTables() {}

    /** Each unit after its parent. */
    static List<OrgUnit> units() {
        return read("org-units.csv").stream().map(DemoTables::unit).toList();
    }

    static List<Course> courses() {
        return read("courses.csv").stream().map(DemoTables::course).toList();
    }

    private static OrgUnit unit(Map<String, String> row) {
        String region = row.get("region");
        return new OrgUnit(
                cell(row, "id"),
                OrgUnitKind.of(cell(row, "kind")).orElseThrow(),
                cell(row, "name"),
                blankAsNull(row.get("parent")),
                LocalDate.parse(cell(row, "from")),
                null,
                List.of(),
                blankAsNull(region) == null ? Map.of() : Map.of("region", cell(row, "region")));
    }

    private static Course course(Map<String, String> row) {
        return new Course(
                cell(row, "code"),
                cell(row, "title"),
                cell(row, "provider"),
                Rational.of(cell(row, "hours")),
                Stream.of(cell(row, "skills").split("\\|", -1))
                        .filter(skill -> !skill.isBlank())
                        .map(DemoTables::skill)
                        .toList());
    }

    /** {@code framework:component:level}. */
    private static Skill skill(String text) {
        String[] parts = text.split(":", -1);
        return new Skill(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    private static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static @Nullable String blankAsNull(@Nullable String cell) {
        return cell == null || cell.isBlank() ? null : cell;
    }

    private static List<Map<String, String>> read(String file) {
        try (InputStream in = Objects.requireNonNull(DemoTables.class.getResourceAsStream("/demo/" + file), file);
                MappingIterator<Map<String, String>> rows = new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(in)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
