package vn.hoctap.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.TestServer.Answer;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.Concerned.Case;
import vn.hoctap.server.ledger.Difference;
import vn.hoctap.server.ledger.Submission;
import vn.hoctap.server.plugin.PluginInfo;
import vn.hoctap.server.plugin.TestJar;
import vn.hoctap.server.plugin.Unsigned;
import vn.hoctap.server.plugin.Upload;
import vn.hoctap.server.simulation.SimulationJob.Steps;

/** A server with people who have read books, and sets that ask for some of them. */
final class SimulationFixture implements AutoCloseable {
    static final int YEAR = LocalDate.now(Words.ZONE).getYear();
    static final Caller ADMIN = caller("chu-quan", null);
    static final Caller SECOND = caller("nguoi-thu-hai", null);

    final TestServer server = TestServer.start();

    private static Caller caller(String name, @Nullable String unit) {
        return new Caller(name, Optional.empty(), List.of(new Grant(Role.ADMIN, unit)));
    }

    Sql sql() {
        return server.server().core().database();
    }

    /** So many books, all this year, reported by a centre. */
    void reads(String person, int books) {
        List<Command> facts = new ArrayList<>();
        for (int i = 0; i < books; i++) {
            Instant end = LocalDate.of(YEAR, 1, 2).atStartOfDay(Words.ZONE).toInstant();
            Fact fact = new Fact(
                    UUID.randomUUID().toString(),
                    "reading",
                    null,
                    "Sách",
                    null,
                    end,
                    null,
                    Rational.of(1),
                    null,
                    List.of(),
                    new Source(Source.Kind.CENTER, null),
                    true);
            facts.add(Command.RecordFact.of(person, true, fact, fact.id().getBytes(StandardCharsets.UTF_8)));
        }
        if (!facts.isEmpty()) {
            Await.on(server.server().core().recorder().record(new Submission(facts, "tester")));
        }
    }

    /**
     * A set that asks for so many books, and for one level above for twice as many.
     *
     * @param from the day of January from which it holds
     * @param audience a condition on the subject; empty: everybody
     */
    static String set(String version, int from, int books, String audience) {
        String judged = audience.isEmpty() ? "" : "audience: '" + audience + "'\n";
        return """
                id: doc/sach
                version: "%s"
                status: illustrative
                source: "a test"
                title: {vi: Đọc sách}
                subject: citizen
                %seffective: {from: %d-01-%02d}
                cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                parameters:
                  books: {value: %d}
                criteria:
                  - id: doc
                    name: {vi: Đọc}
                    indicators:
                      - id: sach
                        name: {vi: Sách}
                        max: 100
                        from: [{measure: count, where: 'activity.type == "reading"', points: {each: 1, give: 1}}]
                award:
                  scheme: bands
                  levels:
                    - {id: cao, if: 'total >= %d'}
                    - {id: thuong, if: 'total >= parameter.books'}
                """.formatted(version, judged, YEAR, from, books, 2 * books);
    }

    static Upload jar(String version, String yaml, @Nullable String unit) {
        return new Upload(
                "doc.jar",
                TestJar.plugin("doc", version).with("criteria/sach.yaml", yaml).content(),
                unit);
    }

    /** The simulation that somebody must sign; empty: it is installed. */
    Optional<UUID> install(Upload upload) {
        try {
            PluginInfo installed = server.server().core().rollout().install(upload, ADMIN);
            assertThat(installed.state()).isEqualTo(PluginInfo.State.STARTED);
            return Optional.empty();
        } catch (Unsigned unsigned) {
            return Optional.of(unsigned.simulation());
        }
    }

    JsonNode awaitEnd(UUID job) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> sql().first("select state from job where id = $1", job)
                        .map(row -> row.getString("state"))
                        .filter(state -> !state.equals("QUEUED") && !state.equals("RUNNING"))
                        .isPresent());
        Answer answer = server.get("admin", "/api/v1/jobs/" + job);
        assertThat(answer.at("/state").asText()).as("%s", answer.body()).isEqualTo("DONE");
        return answer.at("/result");
    }

    /** The newest batch, at its end. */
    UUID awaitBatch() {
        UUID job = sql().first("select job from award_batch order by created_at desc limit 1")
                .orElseThrow()
                .getUUID("job");
        awaitEnd(job);
        return job;
    }

    Job job(UUID id) {
        return server.server().exchanging().jobs().find(id).orElseThrow();
    }

    void sign(UUID simulation, Caller by) {
        server.server().exchanging().acting().sign(job(simulation), by);
    }

    /** The simulation that somebody must sign before this is done; empty: it is done. */
    Optional<UUID> asked(Runnable deed) {
        try {
            deed.run();
            return Optional.empty();
        } catch (Unsigned unsigned) {
            awaitEnd(unsigned.simulation());
            return Optional.of(unsigned.simulation());
        }
    }

    /** Signed by two. */
    void done(Runnable deed) {
        asked(deed).ifPresent(simulation -> {
            sign(simulation, ADMIN);
            if (missing(simulation) > 0) {
                sign(simulation, SECOND);
            }
        });
    }

    /**
     * As a kill leaves a simulation that was so far: some of what comes after is noted already, and all of it comes again.
     *
     * @param last the last person whom it has looked at
     * @param cancelled whether somebody has cancelled it meanwhile
     */
    void killAfter(UUID simulation, String last, boolean cancelled) {
        long key = sql().first("select key from subject where id = $1", last)
                .orElseThrow()
                .getLong("key");
        sql().update("update title_change set why = 'seen before' where job = $1 and subject <= $2", simulation, key);
        SimulationOrder order = SimulationOrder.of(job(simulation));
        String rules = SetsDifference.digest(server.server().core().rules(), order.titles());
        sql().update(
                        "update job set state = 'QUEUED', owner = null, ended_at = null, result = null, cancelling = $3,"
                                + " checkpoint = $2::text::jsonb where id = $1",
                        simulation,
                        Json.text(new Steps(key, 1, 0, rules)),
                        cancelled);
        server.server().exchanging().jobs().wake();
    }

    int missing(UUID simulation) {
        return server.get("admin", "/api/v1/simulations/" + simulation)
                .at("/missingSignatures")
                .asInt();
    }

    /** The batch that takes this one back. */
    UUID undo(UUID batch) {
        done(() -> server.server().exchanging().acting().undo(job(batch), "a mistake", ADMIN));
        return sql().first("select undone_by from award_batch where job = $1", batch)
                .orElseThrow()
                .getUUID("undone_by");
    }

    /**
     * As a kill leaves it: a page is recorded, and nothing of it is noted but how titles were before.
     *
     * @param version of the set that judged before
     */
    void forgetWhatWasNoted(UUID batch, String version) {
        List<TitleChange> done = new TitleChanges(sql()).subjects(batch, 0, 1000);
        List<Case> cases = done.stream()
                .map(change -> new Case(
                        change.subject(),
                        new Command.Refold(id(change.subject()), change.title(), change.cycle()),
                        Stream.ofNullable(change.unit()).toList(),
                        change.group()))
                .toList();
        List<LiveTitle> before = new ArrayList<>(
                LiveTitle.read(
                                sql(),
                                done.stream()
                                        .map(TitleChange::subject)
                                        .distinct()
                                        .toList())
                        .stream()
                        .filter(title -> done.stream()
                                .noneMatch(change -> change.subject() == title.subject()
                                        && change.title().equals(title.title())))
                        .toList());
        done.stream()
                .filter(change -> change.ended() != null)
                .map(change -> new LiveTitle(
                        change.subject(),
                        String.valueOf(change.ended()),
                        change.title(),
                        change.cycle(),
                        change.set(),
                        version,
                        change.levelBefore(),
                        String.valueOf(change.endedState()),
                        false))
                .forEach(before::add);
        new TitleChanges(sql()).clear(batch);
        sql().update(
                        "update job set state = 'QUEUED', owner = null, ended_at = null, checkpoint = $2::text::jsonb"
                                + " where id = $1",
                        batch,
                        Json.text(new BatchProgress(new Steps(0, 0, 0), 0, 0, cases, before)));
    }

    private String id(long subject) {
        return sql().first("select id from subject where key = $1", subject)
                .orElseThrow()
                .getString("id");
    }

    /** What becomes of whom, as far as a simulation can know it. */
    Map<String, String> changes(UUID job) {
        return sql()
                .rows(
                        "select s.id || ' ' || c.title || ' ' || c.cycle as what, c.fate || ' ' || c.set_id || ' '"
                                + " || c.set_version || coalesce(' ' || c.level_before, ' -')"
                                + " || coalesce(' ' || c.level_after, ' -') || coalesce(' ' || c.unit, ' -')"
                                + " || coalesce(' ' || c.group_name, ' -') as fate"
                                + " from title_change c join subject s on s.key = c.subject where job = $1",
                        job)
                .stream()
                .collect(Collectors.toMap(row -> row.getString("what"), row -> row.getString("fate")));
    }

    /** The live titles with their serials and levels, by person, title and cycle. */
    Map<String, String> live() {
        return sql()
                .rows("select s.id || ' ' || t.title || ' ' || t.cycle as what, t.serial || ' ' || t.set_version || ' '"
                        + " || coalesce(t.level, '-') || ' ' || t.state as title from title t"
                        + " join subject s on s.key = t.subject where t.state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED')")
                .stream()
                .collect(Collectors.toMap(row -> row.getString("what"), row -> row.getString("title")));
    }

    /** @param story what has happened so far */
    void agrees(Object story) {
        List<Difference> found = new ArrayList<>();
        server.server().core().ledgerCheck().run(1, found::add, (checked, all) -> {});
        assertThat(found).as("%s", story).isEmpty();
    }

    @Override
    public void close() {
        server.close();
    }
}
