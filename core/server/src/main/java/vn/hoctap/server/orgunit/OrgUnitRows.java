package vn.hoctap.server.orgunit;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.subject.AttributeValues;
import vn.hoctap.server.subject.SearchText;

/** Organisational units in the database, and what each of them hangs under from which day on. */
final class OrgUnitRows {
    private final Sql sql;

    OrgUnitRows(Sql sql) {
        this.sql = sql;
    }

    /** One statement, so that units and what they hang under are of the same moment. */
    OrgTree tree(LocalDate today) {
        List<Row> rows = sql.rows("""
                select u.*, u.attributes::text as attributes_text,
                    array(select valid_from from org_unit_parent where unit = u.id order by valid_from) as since,
                    array(select parent from org_unit_parent where unit = u.id order by valid_from) as parents
                from org_unit u""");
        return new OrgTree(
                rows.stream().map(OrgUnitRows::read).toList(),
                new Hangings(rows.stream().flatMap(OrgUnitRows::hangings).toList()),
                today);
    }

    /** Lets only one change of the tree happen at a time; reading goes on. */
    OrgTree lock(LocalDate today) {
        sql.update("lock table org_unit in share row exclusive mode");
        return tree(today);
    }

    /** A new unit, which hangs under its parent since ever. */
    void insert(OrgUnit unit) {
        sql.update(
                """
                insert into org_unit (id, kind, name, name_search, valid_from, valid_to, successors, attributes)
                values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb)""",
                unit.id(),
                unit.kind().slug(),
                unit.name(),
                SearchText.of(unit.name()),
                unit.from(),
                unit.to(),
                unit.successors().toArray(String[]::new),
                AttributeValues.writeAll(unit.attributes()));
        hang(new Hanging(unit.id(), Hanging.EVER, unit.parent()));
    }

    /** What is said of later days stays as it is. */
    void hang(Hanging hanging) {
        sql.update("""
                insert into org_unit_parent (unit, valid_from, parent) values ($1, $2, $3)
                on conflict (unit, valid_from) do update set parent = excluded.parent""", hanging.unit(), hanging.from(), hanging.parent());
    }

    /** It was never otherwise. */
    void hangForEver(String unit, @Nullable String parent) {
        sql.update("delete from org_unit_parent where unit = $1", unit);
        hang(new Hanging(unit, Hanging.EVER, parent));
    }

    /** All but what it hangs under. */
    void update(OrgUnit unit) {
        sql.update(
                """
                update org_unit set kind = $2, name = $3, name_search = $4, valid_from = $5, valid_to = $6,
                    successors = $7, attributes = $8::text::jsonb where id = $1""",
                unit.id(),
                unit.kind().slug(),
                unit.name(),
                SearchText.of(unit.name()),
                unit.from(),
                unit.to(),
                unit.successors().toArray(String[]::new),
                AttributeValues.writeAll(unit.attributes()));
    }

    private static Stream<Hanging> hangings(Row row) {
        LocalDate[] since = row.getArrayOfLocalDates("since");
        String[] parents = row.getArrayOfStrings("parents");
        return IntStream.range(0, since.length).mapToObj(i -> new Hanging(row.getString("id"), since[i], parents[i]));
    }

    private static OrgUnit read(Row row) {
        return new OrgUnit(
                row.getString("id"),
                OrgUnitKind.of(row.getString("kind")).orElseThrow(),
                row.getString("name"),
                null,
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"),
                List.of(row.getArrayOfStrings("successors")),
                AttributeValues.readAll(row.getString("attributes_text")));
    }
}
