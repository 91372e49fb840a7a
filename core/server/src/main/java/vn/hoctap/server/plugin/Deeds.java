package vn.hoctap.server.plugin;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.plugin.Exchange.Step;
import vn.hoctap.server.plugin.Wish.Installed;

/** What can become of a plugin: each deed makes of what is wanted what is wanted from then on. */
final class Deeds {
    private final Workshop workshop;
    private final Supplier<Built> current;

    Deeds(Workshop workshop, Supplier<Built> current) {
        this.workshop = workshop;
        this.current = current;
    }

    /** The very jar that runs already changes nothing. */
    Step installing(PluginJar jar, byte[] content) {
        return (sql, wanted) -> {
            Wish before = wanted.of(jar.id());
            if (runs(before, jar)) {
                return before;
            }
            demandNewer(sql, jar);
            Wishes.keep(sql, jar.digest(), jar.name(), content);
            return before.running(Wishes.install(sql, jar.id(), following(before, jar)));
        };
    }

    /** The same as if it were stored, with nothing stored. */
    static Step supposing(PluginJar jar) {
        return (sql, wanted) -> wanted.of(jar.id()).running(following(wanted.of(jar.id()), jar));
    }

    static Step enabling(String plugin) {
        return (sql, wanted) -> wanted.of(plugin).running(wanted.of(plugin).installed());
    }

    static Step disabling(String plugin) {
        return (sql, wanted) -> wanted.of(plugin).disabled();
    }

    /** @param allowed throws when the one before may not be put back */
    Step rollingBack(String plugin, Consumer<Installed> allowed) {
        return (sql, wanted) -> {
            Wish wish = wanted.of(plugin);
            Installed last = wish.installed();
            if (last == null || (last.before() == null && !workshop.inFolder(plugin))) {
                throw Problem.conflict("Nothing comes before this version of '" + plugin + "'; disable it instead.");
            }
            Optional<Installed> before =
                    Optional.ofNullable(last.before()).flatMap(number -> Wishes.find(sql, plugin, number));
            before.ifPresent(allowed);
            StoredSets.rollBack(sql, last.digest());
            return wish.of(before.orElse(null));
        };
    }

    /** What was kept until it is signed. */
    Step of(Sql sql, Staged staged) {
        return switch (staged.aim()) {
            case INSTALL -> {
                byte[] content = Wishes.jar(sql, Objects.requireNonNull(staged.digest()));
                PluginJar jar = workshop.again(staged.name(), content).within(staged.scope());
                workshop.offer(jar);
                yield installing(jar, content);
            }
            case ENABLE -> enabling(staged.plugin());
            case DISABLE -> disabling(staged.plugin());
            case ROLLBACK -> rollingBack(staged.plugin(), before -> {});
        };
    }

    private static boolean runs(Wish wish, PluginJar jar) {
        Installed installed = wish.installed();
        return wish.enabled()
                && wish.quarantine() == null
                && installed != null
                && installed.digest().equals(jar.digest())
                && Objects.equals(installed.scope(), jar.scope());
    }

    private static Installed following(Wish before, PluginJar jar) {
        Installed last = before.installed();
        @Nullable Integer number = last == null ? null : last.number();
        return new Installed(0, jar.digest(), jar.name(), jar.version(), jar.scope(), number);
    }

    private void demandNewer(Sql sql, PluginJar jar) {
        boolean changed =
                Wishes.digests(sql, jar.id(), jar.version()).stream().anyMatch(other -> !other.equals(jar.digest()))
                        || workshop.folder(jar.id()).stream()
                                .anyMatch(other -> other.version().equals(jar.version())
                                        && !other.digest().equals(jar.digest()));
        if (changed) {
            throw Problem.conflict("Version " + jar.version() + " of '" + jar.id()
                    + "' is known with other content; a version never changes: raise Plugin-Version.");
        }
        String there = current.get().info(jar.id()).map(PluginInfo::version).orElse(jar.version());
        if (Product.isBefore(jar.version(), there)) {
            throw Problem.conflict("Version " + there + " of '" + jar.id() + "' runs, and " + jar.version()
                    + " comes before it: roll back, or raise Plugin-Version.");
        }
    }
}
