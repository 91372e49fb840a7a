package vn.hoctap.server.demo;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import vn.hoctap.server.database.Sql;

/** What the database knows of the demo: the day on which it was made, how many people are complete, and its figures. */
final class DemoState {
    private final Sql sql;

    DemoState(Sql sql) {
        this.sql = sql;
    }

    /** The day of the first load, so that a repeated one makes the same year. */
    LocalDate day(LocalDate today) {
        sql.update("insert into setting(name, value) values('demo.day', $1) on conflict do nothing", today.toString());
        return sql.first("select value from setting where name = 'demo.day'")
                .map(row -> LocalDate.parse(row.getString("value")))
                .orElseThrow();
    }

    int citizens() {
        return sql.first("select value from setting where name = 'demo.citizens'")
                .map(row -> Integer.parseInt(row.getString("value")))
                .orElse(0);
    }

    void loaded(int citizens) {
        sql.update(
                "insert into setting(name, value) values('demo.citizens', $1)"
                        + " on conflict (name) do update set value = excluded.value",
                Integer.toString(citizens));
    }

    DemoSummary summary(double seconds) {
        Map<String, Long> titles = new TreeMap<>();
        for (Row row : sql.rows("""
                select set_id, count(*) as n from title
                where state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED') group by set_id
                """)) {
            titles.put(row.getString("set_id"), row.getLong("n"));
        }
        return new DemoSummary(
                count("fact"), count("assessment"), count("subject where kind = 'citizen'"), titles, seconds);
    }

    private long count(String what) {
        return sql.first("select count(*) as n from " + what).orElseThrow().getLong("n");
    }
}
