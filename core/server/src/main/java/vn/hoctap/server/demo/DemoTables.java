package vn.hoctap.server.demo;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.course.CourseMode;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;

/** The demo's tree and catalogue, from tables in the form of the imports. */
final class DemoTables {
    private static final String UNIT_TYPE = "unitType";

    private DemoTables() {}

    /** Each unit after its parent. */
    static List<OrgUnit> units() {
        return read("org-units.csv").stream().map(DemoTables::unit).toList();
    }

    /** How much more than elsewhere people learn in a village or at a workplace, −1 to 1, by the unit's id. */
    static Map<String, Double> spirits() {
        Map<String, Double> spirits = new HashMap<>();
        read("org-units.csv")
                .forEach(row -> Optional.ofNullable(blankAsNull(row.get("spirit")))
                        .ifPresent(spirit -> spirits.put(cell(row, "id"), Double.valueOf(spirit))));
        return spirits;
    }

    static List<Course> courses() {
        return read("courses.csv").stream().map(DemoTables::course).toList();
    }

    static List<DemoGroup> groups() {
        return read("groups.csv").stream()
                .map(row -> new DemoGroup(
                        cell(row, "group"),
                        Integer.parseInt(cell(row, "share")),
                        Integer.parseInt(cell(row, "bornFrom")),
                        Integer.parseInt(cell(row, "bornTo")),
                        Double.parseDouble(cell(row, "diligence")),
                        Double.parseDouble(cell(row, "registered")),
                        Double.parseDouble(cell(row, "appraised")),
                        list(cell(row, "workplaces"))))
                .toList();
    }

    static List<DemoHabit> habits() {
        return read("habits.csv").stream()
                .map(row -> new DemoHabit(
                        cell(row, "group"),
                        DemoFact.Author.valueOf(cell(row, "author").toUpperCase(Locale.ROOT)),
                        cell(row, "type"),
                        list(cell(row, "what")),
                        Integer.parseInt(cell(row, "least")),
                        Double.parseDouble(cell(row, "more")),
                        Double.parseDouble(cell(row, "chance")),
                        list(cell(row, "hours")).stream().map(Integer::valueOf).toList(),
                        cell(row, "skill").isBlank()
                                ? List.of()
                                : List.of(cell(row, "skill").split(":", -1))))
                .toList();
    }

    /** What kind of workplace it is; empty for a place where nobody works. */
    static String unitType(OrgUnit unit) {
        return String.valueOf(unit.attributes().getOrDefault(UNIT_TYPE, ""));
    }

    private static List<String> list(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.split("\\|", -1));
    }

    private static OrgUnit unit(Map<String, String> row) {
        Map<String, Object> attributes = new HashMap<>();
        for (String name : List.of("region", UNIT_TYPE)) {
            String value = cell(row, name);
            if (!value.isBlank()) {
                attributes.put(name, value);
            }
        }
        return new OrgUnit(
                cell(row, "id"),
                OrgUnitKind.of(cell(row, "kind")).orElseThrow(),
                cell(row, "name"),
                blankAsNull(row.get("parent")),
                LocalDate.parse(cell(row, "from")),
                null,
                List.of(),
                attributes);
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
                        .toList(),
                blankAsNull(row.get("description")),
                CourseMode.of(row.get("mode")).orElse(null),
                blankAsNull(row.get("url")),
                false);
    }

    /** {@code framework:component:level}. */
    private static Skill skill(String text) {
        String[] parts = text.split(":", -1);
        return new Skill(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    static @Nullable String blankAsNull(@Nullable String cell) {
        return cell == null || cell.isBlank() ? null : cell;
    }

    static List<Map<String, String>> read(String file) {
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
