package vn.hoctap.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.server.Core;
import vn.hoctap.server.Server;
import vn.hoctap.server.Settings;
import vn.hoctap.server.database.DatabaseSettings;
import vn.hoctap.server.database.PostgresAddress;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.ledger.Judgements;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.plugin.TestJar;

/** The demo under the shipped sets: its spread is that of life, and making it twice changes nothing. */
class DemoTest {
    private static final int PEOPLE = 150;
    private static final TestDatabase DATABASE = TestDatabase.open();

    @TempDir
    private static Path folder;

    private static Server server;
    private static DemoSummary first;

    @BeforeAll
    static void load() throws IOException {
        server = Server.prepare(settings());
        first = demo().load(PEOPLE, done -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
        DATABASE.close();
    }

    private static Settings settings() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("shipped"));
        for (String plugin : List.of("cong-dan/khung", "nong-dan/nong-dan", "cong-chuc/cong-chuc")) {
            String id = plugin.substring(0, plugin.indexOf('/'));
            String name = "criteria/" + plugin.substring(id.length() + 1) + ".yaml";
            Path source = Path.of("../../plugins", id, "src/main/resources", name);
            TestJar.plugin(id, "1.0.0").with(name, Files.readString(source)).in(plugins);
        }
        PostgresAddress address = DATABASE.address();
        Path password = Files.writeString(folder.resolve("password"), address.password());
        String url = "postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database());
        return new Settings(
                folder,
                new Settings.Http("127.0.0.1", 0),
                Optional.of(new DatabaseSettings(url, address.user(), password)),
                Optional.empty(),
                new PluginFolders(List.of(plugins), List.of()));
    }

    private static Demo demo() {
        Core core = server.core();
        return new Demo(new Demo.Parts(
                core.database(),
                core.units(),
                core.courses(),
                core.subjects(),
                server.activities(),
                server.assessments(),
                server.recording(),
                core.clock()));
    }

    private static int year() {
        return Demo.year(new DemoState(server.core().database())
                .day(LocalDate.now(server.core().clock())));
    }

    private static List<Decision> decisions() {
        Core core = server.core();
        Judgements judgements = new Judgements(core.database(), core.subjects()::histories, core::rules, core.clock());
        List<Decision> decisions = new ArrayList<>();
        for (int number = 1; number <= PEOPLE; number++) {
            judgements
                    .of("cit-%06d".formatted(number), year())
                    .forEach(explained -> decisions.add(explained.decision()));
        }
        return decisions;
    }

    private static List<String> denying(Decision decision) {
        return decision.denying().stream().map(ConditionResult::id).toList();
    }

    @Test
    void some_earn_the_title_some_miss_it_by_a_point_or_by_the_floor_and_some_have_no_data() {
        List<Decision> decisions = decisions();

        assertThat(decisions).hasSize(PEOPLE);
        assertThat(decisions).filteredOn(Decision::met).hasSizeBetween(PEOPLE / 4, PEOPLE * 3 / 4);
        assertThat(decisions)
                .filteredOn(d -> d.outcome() == Outcome.NOT_MET && denying(d).equals(List.of("floor")))
                .isNotEmpty();
        assertThat(decisions)
                .filteredOn(
                        d -> denying(d).equals(List.of("total")) && d.total().atLeast(Rational.of(75)))
                .isNotEmpty();
        assertThat(decisions).filteredOn(d -> d.outcome() == Outcome.NO_DATA).isNotEmpty();
    }

    @Test
    void every_title_stands_on_a_decision_that_is_met() {
        assertThat(first.titles())
                .isEqualTo(decisions().stream().filter(Decision::met).count());
        assertThat(first.titlesBySet()).containsOnlyKeys("cong-dan-hoc-tap/cong-chuc", "cong-dan-hoc-tap/nong-dan");
    }

    @Test
    void the_learner_is_twelve_points_short_and_one_under_the_floor() {
        Decision lan = decisions().getFirst();

        assertThat(lan.total()).isEqualTo(Rational.of(68));
        assertThat(denying(lan)).containsExactly("total", "floor");
    }

    @Test
    void making_it_again_changes_nothing() {
        server.core().database().update("delete from setting where name = 'demo.citizens'");

        DemoSummary again = demo().load(PEOPLE, done -> {});

        assertThat(again).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(first);
    }
}
