package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.sample.HalfVisits;
import vn.hoctap.sample.Visits;
import vn.hoctap.server.Core;
import vn.hoctap.server.Server;
import vn.hoctap.server.Settings;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.database.PostgresAddress;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.plugin.TestJar;
import vn.hoctap.server.secrecy.KeyPlace;
import vn.hoctap.server.subject.NewSubject;
import vn.hoctap.server.subject.SubjectChange;

/** Plugins come and go between two starts, with people in the ledger. */
class RejudgingTest {
    private static final String DONE = "judging.sets.citizen";
    private static final String AFTER = "judging.after.citizen";
    private static final int YEAR = LocalDate.now(Words.ZONE).getYear();
    private static final int PEOPLE = 450;

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabase.open();
    private Path plugins = Path.of("");
    private Settings settings;

    @BeforeEach
    void settings() throws IOException {
        plugins = Files.createDirectory(folder.resolve("local"));
        settings = settings(new PluginFolders(List.of(), List.of(plugins)));
        plugin("mot", "1");
    }

    private Settings settings(PluginFolders folders) throws IOException {
        PostgresAddress address = database.address();
        Path password = Files.writeString(folder.resolve("password"), address.password());
        String url = "postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database());
        return new Settings(
                        folder,
                        new Settings.Http("127.0.0.1", 0),
                        Optional.of(new DatabaseSettings(url, address.user(), password)),
                        Optional.empty(),
                        folders)
                .sealing(new KeyPlace.Folder(folder));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** One reading is enough; version 2 holds from this year. */
    private Path plugin(String id, String version) {
        return TestJar.plugin(id, version + ".0.0")
                .with("criteria/doc.yaml", rules(id, version))
                .in(plugins);
    }

    private static String rules(String id, String version) {
        return """
                        id: %s/doc
                        version: "%s"
                        status: illustrative
                        source: "a test"
                        title: {vi: Đọc}
                        subject: citizen
                        effective: {from: %d-01-01}
                        cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                        criteria:
                          - id: hoc
                            name: {vi: Học}
                            indicators:
                              - id: doc
                                name: {vi: Đọc}
                                max: 10
                                from: [{measure: count, points: [{atLeast: 1, give: 10}]}]
                        award:
                          scheme: sum
                          requires: [{id: total, if: 'total >= 10'}]
                        """.formatted(id, version, version.equals("1") ? 2020 : YEAR);
    }

    /** A server from its start to its stop; the ledger agrees with the facts the whole time. */
    private void during(Consumer<Server> work) {
        try (Server server = Server.prepare(settings)) {
            agrees(server.core());
            work.accept(server);
            agrees(server.core());
        }
    }

    private static void agrees(Core core) {
        List<Difference> found = new ArrayList<>();
        core.ledgerCheck().run(1, found::add, (checked, all) -> {});
        assertThat(found).isEmpty();
    }

    private static String digest(Core core) {
        return SetsChange.of(
                        core.database(), SubjectKind.CITIZEN, core.registry().current())
                .sets();
    }

    /** Of the sets of the next start. */
    private String digest() {
        try (Core core = Core.open(settings)) {
            return digest(core);
        }
    }

    private void awaitJudged(Server server) {
        String now = digest(server.core());
        await().untilAsserted(() -> assertThat(setting(DONE)).contains(now));
    }

    private Optional<String> setting(String name) {
        return database.database()
                .first("select value from setting where name = $1", name)
                .map(row -> row.getString("value"));
    }

    private static void people(Server server) {
        server.core()
                .subjects()
                .create(
                        IntStream.range(0, PEOPLE)
                                .mapToObj(i -> new NewSubject(
                                        id(i),
                                        SubjectKind.CITIZEN,
                                        SubjectChange.from(LocalDate.of(2020, 1, 1))
                                                .named("Nguyễn Thị " + i)))
                                .toList(),
                        "tester");
    }

    private static String id(int i) {
        return "cit-%06d".formatted(i);
    }

    /** Everybody reads something, this year and the year before. */
    private static void read(Server server, String fact) {
        server.recording()
                .record(
                        IntStream.range(0, PEOPLE)
                                .boxed()
                                .flatMap(i -> IntStream.of(YEAR - 1, YEAR)
                                        .mapToObj(year -> LedgerFixture.fact(
                                                id(i),
                                                fact + year,
                                                "reading",
                                                "1",
                                                Fact.Source.Kind.CENTER,
                                                year + "-01-01")))
                                .toList(),
                        "tester",
                        (index, member) -> "");
    }

    private void load() {
        during(server -> {
            people(server);
            read(server, "a");
        });
    }

    /** State, version and reason of all titles of a set, each once. */
    private List<String> titles(String set) {
        return database
                .database()
                .rows(
                        "select count(*) || ' ' || state || ' ' || set_version || coalesce(' ' || reason, '') as title"
                                + " from title where set_id = $1 group by state, set_version, reason order by 1",
                        set)
                .stream()
                .map(row -> row.getString("title"))
                .toList();
    }

    private long batches() {
        return database.database()
                .first("select count(*) as n from outbox")
                .orElseThrow()
                .getLong("n");
    }

    @Test
    void an_empty_database_has_nobody_to_judge_and_neither_has_a_start_without_change() {
        during(this::awaitJudged);
        load();
        long batches = batches();
        during(this::awaitJudged);
        assertThat(batches()).isEqualTo(batches);
        assertThat(setting(AFTER)).isEmpty();
    }

    @Test
    void a_set_that_comes_judges_what_was_recorded_before_it_once() {
        load();
        plugin("hai", "1");
        during(this::awaitJudged);
        assertThat(titles("hai/doc")).containsExactly(2 * PEOPLE + " AWARDED 1");
        assertThat(titles("mot/doc")).containsExactly(2 * PEOPLE + " AWARDED 1");

        long batches = batches();
        during(this::awaitJudged);
        assertThat(batches()).isEqualTo(batches);
    }

    @Test
    void a_new_version_takes_the_place_of_the_one_before_in_its_years() {
        load();
        plugin("mot", "2");
        during(this::awaitJudged);
        assertThat(titles("mot/doc")).contains(PEOPLE + " AWARDED 1", PEOPLE + " AWARDED 2");
    }

    /** By it a reading is half of one. */
    @Test
    void other_code_under_the_same_sets_judges_everybody_anew() throws IOException {
        settings = settings(new PluginFolders(List.of(plugins), List.of()));
        coded(Visits.class);
        load();
        assertThat(titles("mot/doc")).containsExactly(2 * PEOPLE + " AWARDED 1");

        coded(HalfVisits.class);
        try (Server server = Server.prepare(settings)) {
            awaitJudged(server);
            agrees(server.core());
        }

        assertThat(titles("mot/doc")).noneMatch(title -> title.contains("AWARDED"));
    }

    private void coded(Class<?> measure) {
        TestJar.plugin("mot", "1.0.0")
                .code(measure)
                .with("criteria/doc.yaml", rules("mot", "1").replace("measure: count", "measure: visits"))
                .in(plugins);
    }

    @Test
    void a_set_that_goes_takes_its_titles_along_and_gives_new_ones_when_it_comes_back() throws IOException {
        Path second = plugin("hai", "1");
        load();
        Files.delete(second);
        String gone = 2 * PEOPLE + " WITHDRAWN 1 No criteria set judges the subject for this title and cycle any more.";
        during(server -> {
            awaitJudged(server);
            read(server, "b");
        });
        assertThat(titles("hai/doc")).containsExactly(gone);

        plugin("hai", "1");
        during(this::awaitJudged);
        assertThat(titles("hai/doc")).containsExactly(2 * PEOPLE + " AWARDED 1", gone);
    }

    @Test
    void a_start_goes_on_where_the_one_before_was_stopped() {
        load();
        plugin("hai", "1");
        String sets = digest();
        set(AFTER, sets + " " + key(PEOPLE - 11));
        during(this::awaitJudged);
        assertThat(titles("hai/doc")).containsExactly("20 AWARDED 1");
        assertThat(setting(AFTER)).contains(sets + " " + key(PEOPLE - 1));
    }

    @Test
    void sets_that_go_before_everybody_is_judged_by_them_leave_nothing_behind() throws IOException {
        load();
        Path second = plugin("hai", "1");
        Server.prepare(settings).close();
        Files.delete(second);
        during(this::awaitJudged);
        assertThat(titles("hai/doc")).noneMatch(title -> title.contains("AWARDED"));
    }

    @Test
    void how_far_other_sets_had_come_is_no_start() {
        load();
        plugin("hai", "1");
        set(AFTER, "0123 " + key(PEOPLE - 11));
        during(this::awaitJudged);
        assertThat(titles("hai/doc")).containsExactly(2 * PEOPLE + " AWARDED 1");
    }

    private long key(int person) {
        return database.database()
                .first("select key from subject where id = $1", id(person))
                .orElseThrow()
                .getLong("key");
    }

    private void set(String name, String value) {
        database.database().update("insert into setting (name, value) values ($1, $2)", name, value);
    }

    @Test
    void a_command_that_only_looks_without_the_folder_changes_nothing_and_finds_no_difference() throws IOException {
        load();
        Files.delete(plugin("mot", "1"));

        try (Core core = Core.look(settings)) {
            agrees(core);
        }

        assertThat(database.database().rows("select id from criteria_set where active"))
                .hasSize(1);
    }
}
