package vn.hoctap.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.hoctap.server.identity.realm.AdminDoor;
import vn.hoctap.server.identity.realm.RealmCheck;
import vn.hoctap.server.identity.realm.RealmSetup;
import vn.hoctap.server.identity.realm.SecretFile;
import vn.hoctap.server.identity.realm.Wish;

@Command(name = "keycloak", description = "Sets up and checks the realm of Keycloak in which people sign in.")
final class KeycloakCommand implements Runnable {
    private static final String PASSWORD = "HOCTAP_KEYCLOAK_ADMIN_PASSWORD";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? For instance: hoctap keycloak check");
    }

    @Command(
            name = "setup",
            description =
                    "Creates the realm of keycloak.issuer, or repairs the roles, groups, client and mappers that Hoctap"
                            + " needs there, and says what it has changed. What is in order stays as it is.")
    int setup(
            @Option(names = "--config", description = "The configuration.") @Nullable Path config,
            @Option(
                            names = "--admin",
                            defaultValue = "admin",
                            description = "An administrator of Keycloak's realm master (default: admin).")
                    String admin,
            @Option(
                            names = "--password-file",
                            description = "A file with his password; left out: the variable " + PASSWORD + ".")
                    @Nullable
                    Path passwordFile,
            @Option(
                            names = "--server",
                            description =
                                    "Keycloak's address for administrators, where it is not that of keycloak.issuer.")
                    @Nullable
                    URI server,
            @Option(
                            names = "--place",
                            description =
                                    "A group that gives a role for one unit, for instance officer:quang-vinh; may be"
                                            + " repeated.")
                    @Nullable
                    List<String> places,
            @Option(names = "--dry-run", description = "Only say what would be changed.") boolean dryRun) {
        Wish wish = RealmWish.read(SettingsReader.configFile(config))
                .with((places == null ? List.<String>of() : places)
                        .stream().map(Wish.Place::of).toList());
        AdminDoor door = new AdminDoor(server == null ? wish.server() : server, admin, password(passwordFile));
        List<String> changes = RealmSetup.run(door, wish, dryRun);
        PrintWriter out = spec.commandLine().getOut();
        changes.forEach(out::println);
        if (changes.isEmpty()) {
            out.println("The realm is in order; nothing was changed.");
        }
        if (wish.secretFile().isEmpty()) {
            out.println(
                    "Set keycloak.secretFile to a file for the client's secret and run this again: without it nobody"
                            + " signs in with a browser.");
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "check",
            description =
                    "Signs in as Hoctap does and names the setting that is wrong, with the remedy; exit 1 on any.")
    int check(@Option(names = "--config", description = "The configuration.") @Nullable Path config) {
        Wish wish = RealmWish.read(SettingsReader.configFile(config)).with(List.of());
        RealmLines lines = new RealmLines(RealmCheck.run(wish, InstantSource.system()));
        lines.all().forEach(spec.commandLine().getOut()::println);
        return lines.wrong().isEmpty() ? ExitCodes.DONE : ExitCodes.NO;
    }

    private String password(@Nullable Path file) {
        Optional<String> password = Optional.ofNullable(System.getenv(PASSWORD));
        try {
            if (file != null) {
                password = new SecretFile(file).read();
            }
        } catch (IOException unreadable) {
            throw Refused.usage("The file %s cannot be read; correct --password-file.".formatted(file));
        }
        return password.orElseThrow(() -> Refused.usage(
                "The password of Keycloak's administrator is missing; name a file that holds it with --password-file, or set "
                        + PASSWORD + "."));
    }
}
