package vn.hoctap.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.sample.Visits;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.plugin.guard.Quarantined;
import vn.hoctap.server.plugin.trust.Pins;
import vn.hoctap.server.plugin.trust.Publisher;
import vn.hoctap.server.plugin.trust.Publishers;
import vn.hoctap.server.plugin.trust.TestKey;
import vn.hoctap.server.plugin.trust.Trust;

/** Plugins that come, change and go while the host runs. */
class RolloutTest {
    private static final Caller ADMIN = caller(Role.ADMIN, null);
    private static final Caller CENTER = caller(Role.CENTER, "ninh-binh");
    private static final Set<String> UNITS = Set.of("ninh-binh", "quang-vinh", "tphcm");

    private final TestDatabase test = TestDatabase.open();
    private final List<PluginHost> hosts = new ArrayList<>();
    private @TempDir Path temp;

    @AfterEach
    void close() {
        hosts.forEach(PluginHost::close);
        test.close();
    }

    private static Caller caller(Role role, @Nullable String unit) {
        return new Caller("acc-" + role, Optional.empty(), List.of(new Grant(role, unit)));
    }

    private static Optional<String> path(String unit) {
        return UNITS.contains(unit)
                ? Optional.of(unit.equals("quang-vinh") ? "/ninh-binh/quang-vinh/" : "/" + unit + "/")
                : Optional.empty();
    }

    private PluginHost start() {
        return start("one");
    }

    private PluginHost start(String node) {
        try {
            Files.createDirectories(temp.resolve("shipped"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(node, new PluginFolders(List.of(temp.resolve("shipped")), List.of()));
    }

    private PluginHost start(String node, PluginFolders folders) {
        PluginHost host = PluginHost.start(
                new PluginHost.Settings(folders, temp.resolve(node), "0.1.0"),
                new PluginHost.Ground(
                        test.database(), List.of(), Clock.systemUTC(), RolloutTest::path, Duration.ofMillis(50)));
        hosts.add(host);
        return host;
    }

    private static TestJar jar(String version, String set, String from) {
        return TestJar.plugin("a", version)
                .with("criteria/a.yaml", TestSet.yaml("hoc-thu/a", set).replace("2023-01-01", from));
    }

    private static Upload upload(TestJar jar) {
        return upload(jar, null);
    }

    private static Upload upload(TestJar jar, @Nullable String unit) {
        return new Upload("a.jar", jar.content(), unit);
    }

    private static List<String> judging(PluginHost host) {
        return host.registry().current().installed().stream()
                .map(one -> one.set().id() + " " + one.set().version())
                .toList();
    }

    private static PluginInfo info(PluginHost host) {
        return host.rollout().plugins().stream()
                .filter(plugin -> plugin.id().equals("a"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_plugin_is_installed_disabled_and_enabled_while_the_host_runs_and_stays_so() {
        PluginHost host = start();
        long number = host.registry().now().number();

        PluginInfo installed = host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);

        assertThat(installed.state()).isEqualTo(PluginInfo.State.STARTED);
        assertThat(judging(host)).containsExactly("hoc-thu/a 1");
        assertThat(host.registry().now().number()).isGreaterThan(number);
        assertThat(host.rollout().disable("a", ADMIN).state()).isEqualTo(PluginInfo.State.DISABLED);
        assertThat(judging(host)).isEmpty();
        assertThat(judging(start("again"))).isEmpty();
        assertThat(host.rollout().enable("a", ADMIN).state()).isEqualTo(PluginInfo.State.STARTED);
        assertThat(judging(start("anew"))).containsExactly("hoc-thu/a 1");
    }

    @Test
    void an_upgrade_leaves_earlier_years_their_version_and_a_rollback_takes_the_later_one_back() {
        PluginHost host = start();
        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        host.rollout().install(upload(jar("2.0.0", "2", "2026-01-01")), ADMIN);
        assertThat(judging(host)).containsExactly("hoc-thu/a 1", "hoc-thu/a 2");

        assertThat(host.rollout().rollBack("a", ADMIN).version()).isEqualTo("1.0.0");

        assertThat(judging(host)).containsExactly("hoc-thu/a 1");
        assertThat(judging(start("again"))).containsExactly("hoc-thu/a 1");
        assertThatThrownBy(() -> host.rollout().rollBack("a", ADMIN)).hasMessageContaining("Nothing comes before");
        host.rollout().install(upload(jar("2.0.0", "2", "2026-01-01")), ADMIN);
        assertThat(judging(host)).containsExactly("hoc-thu/a 1", "hoc-thu/a 2");
    }

    @Test
    void a_rollback_leaves_what_an_earlier_jar_had_published_too() {
        PluginHost host = start();
        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        host.rollout().install(upload(jar("2.0.0", "2", "2025-01-01")), ADMIN);
        TestJar both = jar("3.0.0", "3", "2026-01-01").with("criteria/first.yaml", TestSet.yaml("hoc-thu/a", "1"));
        host.rollout().install(upload(both), ADMIN);
        assertThat(judging(host)).containsExactly("hoc-thu/a 1", "hoc-thu/a 2", "hoc-thu/a 3");

        host.rollout().rollBack("a", ADMIN);

        assertThat(judging(host)).containsExactly("hoc-thu/a 1", "hoc-thu/a 2");
        assertThat(judging(start("again"))).containsExactly("hoc-thu/a 1", "hoc-thu/a 2");
    }

    @Test
    void a_version_that_holds_from_the_same_day_takes_the_place_of_the_one_it_corrects() {
        PluginHost host = start();
        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        host.rollout().install(upload(jar("1.0.1", "1a", "2023-01-01")), ADMIN);
        assertThat(judging(host)).containsExactly("hoc-thu/a 1a");

        host.rollout().rollBack("a", ADMIN);

        assertThat(judging(host)).containsExactly("hoc-thu/a 1");
    }

    @Test
    void a_plugin_of_a_folder_can_be_upgraded_rolled_back_and_disabled() {
        jar("1.0.0", "1", "2023-01-01").in(temp.resolve("shipped"));
        PluginHost host = start();

        assertThat(host.rollout()
                        .install(upload(jar("1.1.0", "2", "2026-01-01")), ADMIN)
                        .version())
                .isEqualTo("1.1.0");
        assertThat(host.rollout().rollBack("a", ADMIN).version()).isEqualTo("1.0.0");
        assertThat(host.rollout().disable("a", ADMIN).state()).isEqualTo(PluginInfo.State.DISABLED);
        assertThat(info(start("again")).state()).isEqualTo(PluginInfo.State.DISABLED);
    }

    @Test
    void what_another_plugin_has_published_is_not_taken_up_for_a_part_of_the_tree() {
        PluginHost host = start();
        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        host.rollout().disable("a", ADMIN);
        TestJar same = TestJar.plugin("b", "1.0.0").with("criteria/b.yaml", TestSet.yaml("hoc-thu/a", "9"));

        PluginRefused refused = catchThrowableOfType(
                PluginRefused.class, () -> host.rollout().install(upload(same, "ninh-binh"), CENTER));

        assertThat(refused.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("'a' has published a set 'hoc-thu/a'"));
        assertThat(judging(host)).isEmpty();
        assertThat(host.rollout().enable("a", ADMIN).state()).isEqualTo(PluginInfo.State.STARTED);
    }

    @Test
    void sets_whose_code_does_not_load_any_more_stay_and_are_not_evaluated() {
        measuring().in(temp.resolve("shipped"));
        assertThat(judging(start())).containsExactly("hoc-thu/m 1");

        measuring().with("vn/hoctap/sample/Visits.class", new byte[] {1, 2, 3}).in(temp.resolve("shipped"));
        Registry registry = start("again").registry();

        assertThat(registry.plugins())
                .extracting(PluginInfo::id, PluginInfo::state)
                .contains(tuple("m", PluginInfo.State.REFUSED));
        Folder folder = new Folder(registry.set("hoc-thu/m").orElseThrow(), 2026, registry.measures());
        assertThatThrownBy(folder::zero).isInstanceOf(Quarantined.class);
        measuring().in(temp.resolve("shipped"));
        assertThat(start("mended").registry().measures().names()).contains("visits");
    }

    private static TestJar measuring() {
        return TestJar.plugin("m", "1.0.0")
                .code(Visits.class)
                .with("criteria/m.yaml", TestSet.yaml("hoc-thu/m", "1").replace("measure: count", "measure: visits"));
    }

    @Test
    void what_is_refused_is_listed_and_changes_nothing() {
        PluginHost host = start();
        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        long number = host.registry().now().number();
        TestJar broken = TestJar.plugin("a", "2.0.0").with("criteria/a.yaml", "id: a\n");

        PluginRefused refused =
                catchThrowableOfType(PluginRefused.class, () -> host.rollout().install(upload(broken), ADMIN));

        assertThat(refused.errors())
                .allSatisfy(error -> assertThat(error.file()).isEqualTo("criteria/a.yaml"));
        assertThat(judging(host)).containsExactly("hoc-thu/a 1");
        assertThat(host.registry().now().number()).isEqualTo(number);
        assertThat(host.rollout().plugins())
                .extracting(plugin -> plugin.version() + " " + plugin.state())
                .containsExactlyInAnyOrder("1.0.0 STARTED", "2.0.0 REFUSED");
        host.rollout().install(upload(jar("2.0.0", "2", "2026-01-01")), ADMIN);
        assertThat(host.rollout().plugins()).hasSize(1);
    }

    @Test
    void what_others_depend_on_stays() {
        PluginHost host = start();
        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        TestJar leaning = TestJar.plugin("b", "1.0.0").manifest("Plugin-Dependencies", "a");
        host.rollout().install(upload(leaning), ADMIN);

        assertThatThrownBy(() -> host.rollout().disable("a", ADMIN)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.detail()).contains("b: The plugin depends on 'a'");
        });
        assertThat(judging(host)).containsExactly("hoc-thu/a 1");
    }

    @Test
    void a_set_keeps_its_document_when_what_it_extends_is_upgraded() {
        PluginHost host = start();
        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        TestJar local =
                TestJar.plugin("b", "1.0.0").with("criteria/b.yaml", TestSet.extending("hoc-thu/b", "hoc-thu/a", "1"));
        host.rollout().install(upload(local, "ninh-binh"), ADMIN);
        String document = host.registry().set("hoc-thu/b").orElseThrow().document();

        TestJar stricter = TestJar.plugin("a", "2.0.0")
                .with("criteria/a.yaml", TestSet.yaml("hoc-thu/a", "2").replace("total >= 10", "total >= 9"));
        host.rollout().install(upload(stricter), ADMIN);

        assertThat(host.registry().set("hoc-thu/b").orElseThrow().document()).isEqualTo(document);
        assertThat(start("again").registry().set("hoc-thu/b").orElseThrow().document())
                .isEqualTo(document);
    }

    @Test
    void a_version_never_changes_and_an_earlier_one_is_no_upgrade() {
        PluginHost host = start();
        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        long number = host.registry().now().number();

        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        assertThat(host.registry().now().number()).isEqualTo(number);
        assertThatThrownBy(() -> host.rollout().install(upload(jar("1.0.0", "2", "2026-01-01")), ADMIN))
                .hasMessageContaining("a version never changes");
        assertThatThrownBy(() -> host.rollout().install(upload(jar("0.9.0", "2", "2026-01-01")), ADMIN))
                .hasMessageContaining("comes before it");
    }

    @Test
    void a_centre_installs_data_for_its_own_part_only() throws IOException {
        PluginHost host = start();
        jar("1.0.0", "1", "2023-01-01");

        assertThat(host.rollout()
                        .install(upload(jar("1.0.0", "1", "2023-01-01")), CENTER)
                        .scope())
                .isEqualTo("ninh-binh");
        assertThat(host.rollout()
                        .install(upload(jar("1.1.0", "1", "2023-01-01"), "quang-vinh"), CENTER)
                        .scope())
                .isEqualTo("quang-vinh");
        forbidden(() -> host.rollout().install(upload(jar("1.2.0", "1", "2023-01-01"), "tphcm"), CENTER));
        forbidden(() -> host.rollout().install(upload(jar("1.2.0", "1", "2023-01-01"), "unknown"), CENTER));
        TestJar code = TestJar.plugin("c", "1.0.0").code(Visits.class);
        forbidden(() -> host.rollout().install(upload(code), CENTER));
        TestJar mapping = TestJar.plugin("d", "1.0.0").with("mappings/d.yaml", "rules: []\n");
        assertThatThrownBy(() -> host.rollout().install(upload(mapping), CENTER))
                .isInstanceOf(PluginRefused.class)
                .hasMessageContaining("everybody");
        host.rollout().install(upload(TestJar.plugin("e", "1.0.0")), ADMIN);
        forbidden(() -> host.rollout().disable("e", CENTER));
        forbidden(() -> host.rollout().install(upload(TestJar.plugin("e", "2.0.0")), CENTER));
    }

    private static void forbidden(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(403));
    }

    @Test
    void every_node_follows_what_is_stored() {
        PluginHost one = start("one");
        PluginHost two = start("two");

        one.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);
        two.rollout().look();
        assertThat(judging(two)).containsExactly("hoc-thu/a 1");
        two.rollout().install(upload(jar("2.0.0", "2", "2026-01-01")), ADMIN);
        // Without being told: a change looks first.
        assertThat(one.rollout().rollBack("a", ADMIN).version()).isEqualTo("1.0.0");
        two.rollout().look();
        assertThat(judging(two)).containsExactly("hoc-thu/a 1");
    }

    @Test
    void a_plugin_in_quarantine_keeps_its_sets_and_measures_nothing_until_it_is_enabled() {
        TestJar.plugin("m", "1.0.0")
                .code(Visits.class)
                .with("criteria/m.yaml", TestSet.yaml("hoc-thu/m", "1").replace("measure: count", "measure: visits"))
                .in(temp.resolve("shipped"));
        PluginHost host = start();
        assertThat(judging(host)).containsExactly("hoc-thu/m 1");

        host.rollout().quarantine("m", "It hangs.");

        assertThat(host.rollout().plugins().getFirst().state()).isEqualTo(PluginInfo.State.QUARANTINED);
        assertThat(host.rollout().plugins().getFirst().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).isEqualTo("It hangs."));
        assertThat(judging(host)).containsExactly("hoc-thu/m 1");
        PluginHost again = start("again");
        assertThat(judging(again)).containsExactly("hoc-thu/m 1");
        assertThat(again.rollout().enable("m", ADMIN).state()).isEqualTo(PluginInfo.State.STARTED);
        host.rollout().look();
        assertThat(host.rollout().plugins().getFirst().state()).isEqualTo(PluginInfo.State.STARTED);
    }

    @Test
    void to_trust_somebody_no_more_stops_what_he_has_signed_and_runs_and_nothing_else() throws IOException {
        TestKey first = TestKey.of(temp, "mot");
        TestKey second = TestKey.of(temp, "hai");
        List<Publisher> trusted = new CopyOnWriteArrayList<>(List.of(first.publisher(), second.publisher()));
        first.sign(TestJar.plugin("m", "1.0.0").code(Visits.class).in(temp.resolve("further")));
        Path later = second.sign(TestJar.plugin("m", "2.0.0").code(Visits.class).in(temp));
        PluginFolders folders = new PluginFolders(
                List.of(),
                List.of(temp.resolve("further")),
                new Trust(Pins.any(), new Publishers(() -> trusted, Clock.systemUTC())));
        PluginHost host = start("one", folders);
        host.rollout().install(new Upload("m.jar", Files.readAllBytes(later), null), ADMIN);

        trusted.remove(first.publisher());
        host.rollout().distrust(first.publisher());
        assertThat(host.rollout().plugins())
                .extracting(plugin -> plugin.version() + " " + plugin.state())
                .containsExactly("2.0.0 STARTED");

        trusted.remove(second.publisher());
        host.rollout().distrust(second.publisher());
        assertThat(host.rollout().plugins())
                .extracting(plugin -> plugin.version() + " " + plugin.state())
                .containsExactly("2.0.0 QUARANTINED");
    }

    /** Its class loader is the last that would go. */
    @Test
    void nothing_of_a_plugin_that_went_stays() {
        TestJar.plugin("m", "1.0.0")
                .code(Visits.class)
                .with("criteria/m.yaml", TestSet.yaml("hoc-thu/m", "1").replace("measure: count", "measure: visits"))
                .in(temp.resolve("shipped"));
        PluginHost host = start();
        List<WeakReference<ClassLoader>> gone = new ArrayList<>();
        for (int cycle = 0; cycle < 20; cycle++) {
            gone.add(new WeakReference<>(host.loaderOf("m").orElseThrow()));
            host.rollout().disable("m", ADMIN);
            assertThat(host.loaderOf("m")).isEmpty();
            host.rollout().enable("m", ADMIN);
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(gone).allMatch(loader -> loader.refersTo(null));
        });
        assertThat(judging(host)).containsExactly("hoc-thu/m 1");
    }

    @Test
    void what_is_not_touched_by_a_change_is_not_loaded_again() {
        TestJar.plugin("m", "1.0.0").code(Visits.class).in(temp.resolve("shipped"));
        PluginHost host = start();
        ClassLoader before = host.loaderOf("m").orElseThrow();

        host.rollout().install(upload(jar("1.0.0", "1", "2023-01-01")), ADMIN);

        assertThat(host.loaderOf("m")).containsSame(before);
    }
}
