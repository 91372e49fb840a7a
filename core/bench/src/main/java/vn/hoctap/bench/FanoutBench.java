package vn.hoctap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How many members a second move their village, commune, province and whatever else counts them, when the titles of all
 * change at once, compared with updating as many rows of progress in one transaction and nothing else. And how long one
 * title takes to reach the province.
 */
final class FanoutBench implements Benchmark {
    private static final int MAX_PEOPLE = 50_000;
    private static final int PAGE = 1_000;
    private static final int TITLES = 200;
    /** The number of the first who earns a title by an activity. */
    private static final int FIRST = 900_000;

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long PAUSE_MILLIS = 2;
    private static final double BAR_MILLIS = 1_000;
    private static final String ACTIVITY = """
            {"subject": "%s", "type": "course", "course": "ATTT-01", "title": "An toàn thông tin", "hours": 40,
            "endedAt": "2026-03-02T17:00:00+07:00", "result": {"passed": true}}""";

    /** Straight into the tables: how fast titles are earned is measured elsewhere. */
    private static final String AWARD = """
            insert into title (subject, serial, title, cycle, set_id, set_version, state, awarded_at, as_of, explanation,
                changed_at)
            select key, 'bench-' || key, 'cong-dan-hoc-tap', extract(year from now())::int, 'cong-dan-hoc-tap/nong-dan', '1',
                'WITHDRAWN', now(), now(), '{}', now() from subject where id like 'bench-%'""";

    private static final String TURN = """
            update title set state = case state when 'AWARDED' then 'WITHDRAWN' else 'AWARDED' end
            where serial like 'bench-%'""";
    private static final String STIR = """
            insert into outbox (at, subjects, body, stirred, turned)
            select now(), '{}', '{}', array_agg(subject), array_agg(subject)
            from title where serial like 'bench-%%' group by subject / %d""";
    private static final String BEGIN = """
            insert into outbox (at, subjects, body, stirred, turned)
            select now(), '{}', '{}', array_agg(key), array_agg(key) from subject where org_unit is not null""";
    private static final String LEFT = """
            select count(*) from (
                select 1 from uncounted union all select 1 from headcount where reached_unit is not null
                union all select 1 from outbox o join follower f on f.name = 'contributions'
                    where stirred is not null and (o.xid, o.id) > (f.xid, f.id)) work""";
    private static final String RAW = """
            create table bench_progress with (fillfactor = 85) as
            select key as subject, 'x' as title, 2026 as cycle, 1 as version, decode(repeat('ab', 400), 'hex') as state
            from subject where id like 'bench-%'""";

    @Override
    public Figure run(Effort effort, Told told) throws InterruptedException {
        int people = Math.min(effort.people(), MAX_PEOPLE);
        try (Scratch scratch = Scratch.make();
                Product product = Product.start(scratch.folder().resolve("data"));
                Postgres database = Postgres.of(product)) {
            Crowd.enter(database, people);
            database.run(AWARD);
            database.run(BEGIN);
            settle(database);
            database.run(RAW);
            database.run("create unique index on bench_progress (subject, title, cycle)");
            database.run("vacuum analyze");
            long looks = database.count("select count(*) from headcount");
            told.line("%,d people, %,d headcounts".formatted(people, looks));
            reach(told, product, database);
            return measure(effort, told, database, people);
        }
    }

    private static Figure measure(Effort effort, Told told, Postgres database, int people) throws InterruptedException {
        List<Double> moved = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        for (int round = 0; round <= effort.rounds(); round++) {
            double seconds = turn(database);
            long begin = System.nanoTime();
            database.run("update bench_progress set version = version + 1, state = state || '\\x00'::bytea");
            double updating = (System.nanoTime() - begin) / 1e9;
            database.run("vacuum bench_progress");
            if (round > 0) {
                moved.add(people / seconds);
                raw.add(people / updating);
                told.line(String.format(
                        Locale.ROOT, "%,.0f members/s; raw updates %,.0f/s", moved.getLast(), raw.getLast()));
            }
        }
        return Figure.ofRounds("fanout", moved, "members/s", raw);
    }

    /** Seconds until all that follows from other titles is done. */
    private static double turn(Postgres database) throws InterruptedException {
        long begin = System.nanoTime();
        database.run("begin");
        database.run(TURN);
        database.run(STIR.formatted(PAGE));
        database.run("commit");
        settle(database);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void settle(Postgres database) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (database.count(LEFT) > 0) {
            if (System.nanoTime() > end) {
                throw new BenchFailed("The collectives were not counted within %s.".formatted(LIMIT));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** One title after another, each earned by an activity and awaited until nothing is left to do. */
    private static void reach(Told told, Product product, Postgres database) throws InterruptedException {
        Crowd.enterAwardees(database, product, FIRST, TITLES);
        settle(database);
        HttpClient client = HttpClient.newHttpClient();
        List<Double> waits = new ArrayList<>();
        for (int i = 0; i < TITLES; i++) {
            long begin = System.nanoTime();
            learn(client, product, FIRST + i);
            settle(database);
            waits.add((System.nanoTime() - begin) / 1e6);
        }
        Collections.sort(waits);
        told.line(String.format(
                Locale.ROOT,
                "an activity's title reaches village, commune and province within p50 %.0f, p99 %.0f ms (bar %.0f)",
                waits.get(TITLES / 2),
                waits.get(TITLES - TITLES / 100 - 1),
                BAR_MILLIS));
    }

    private static void learn(HttpClient client, Product product, int person) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + product.port() + "/api/v1/activities"))
                .header("Authorization", "Bearer " + product.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ACTIVITY.formatted(Crowd.PREFIX + person)))
                .build();
        try {
            String answer = client.send(request, BodyHandlers.ofString()).body();
            if (!answer.contains("\"cong-dan-hoc-tap\"")) {
                throw new BenchFailed("An activity that was to earn a title is answered " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
