package vn.hoctap.server.orgunit;

import io.vertx.sqlclient.Row;
import java.util.List;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.subject.AttributeValues;
import vn.hoctap.server.subject.SearchText;

/** Organisational units in the database. Each row carries its path, so that what is below a unit is a range. */
final class OrgUnitRows {
    private final Sql sql;

    OrgUnitRows(Sql sql) {
        this.sql = sql;
    }

    OrgTree tree() {
        return new OrgTree(sql.rows("select *, attributes::text as attributes_text from org_unit").stream()
                .map(OrgUnitRows::read)
                .toList());
    }

    /** Lets only one change of the tree happen at a time; reading goes on. */
    OrgTree lock() {
        sql.update("lock table org_unit in share row exclusive mode");
        return tree();
    }

    void insert(OrgUnit unit, String path) {
        sql.update(
                """
                insert into org_unit (id, kind, name, name_search, parent, valid_from, valid_to, successors, attributes,
                    path) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10)""",
                unit.id(),
                unit.kind().slug(),
                unit.name(),
                SearchText.of(unit.name()),
                unit.parent(),
                unit.from(),
                unit.to(),
                unit.successors().toArray(String[]::new),
                AttributeValues.writeAll(unit.attributes()),
                path);
    }

    void update(OrgUnit unit) {
        sql.update(
                """
                update org_unit set kind = $2, name = $3, name_search = $4, parent = $5, valid_from = $6, valid_to = $7,
                    successors = $8, attributes = $9::text::jsonb where id = $1""",
                unit.id(),
                unit.kind().slug(),
                unit.name(),
                SearchText.of(unit.name()),
                unit.parent(),
                unit.from(),
                unit.to(),
                unit.successors().toArray(String[]::new),
                AttributeValues.writeAll(unit.attributes()));
    }

    /** The unit with this path, and all below it, now hang at the new path. */
    void move(String path, String newPath) {
        sql.update(
                "update org_unit set path = $2 || substr(path, length($1) + 1) where starts_with(path, $1)",
                path,
                newPath);
    }

    private static OrgUnit read(Row row) {
        return new OrgUnit(
                row.getString("id"),
                OrgUnitKind.of(row.getString("kind")).orElseThrow(),
                row.getString("name"),
                row.getString("parent"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"),
                List.of(row.getArrayOfStrings("successors")),
                AttributeValues.readAll(row.getString("attributes_text")));
    }
}
