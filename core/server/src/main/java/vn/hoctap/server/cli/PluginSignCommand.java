package vn.hoctap.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoctap.server.plugin.making.SigningKey;

@Command(
        name = "sign",
        description = "Signs a jar with the publisher's key; a server takes code only from publishers whom its"
                + " administrator trusts.")
final class PluginSignCommand implements Callable<Integer> {
    static final String PASSWORD = "HOCTAP_KEYSTORE_PASSWORD";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "JAR", description = "The plugin's jar.")
    private Path jar = Path.of("");

    @Option(names = "--keystore", required = true, description = "A PKCS12 keystore with the publisher's key.")
    private Path keystore = Path.of("");

    @Option(names = "--alias", description = "The key's name in it (default: its only key).")
    private @Nullable String alias;

    @Option(
            names = "--password-file",
            description = "A file with its password; left out: the variable " + PASSWORD + ".")
    private @Nullable Path passwordFile;

    @Option(names = "--out", description = "Where to write the signed jar (default: over the jar itself).")
    private @Nullable Path target;

    PluginSignCommand() {
        this(System.getenv());
    }

    PluginSignCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        for (Path file : new Path[] {jar, keystore}) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw Refused.usage("The file " + file + " cannot be read; correct its name.");
            }
        }
        Path signed = target == null ? jar : target;
        SigningKey key = SigningKey.open(
                keystore,
                password(),
                Optional.ofNullable(alias),
                InstantSource.system().instant());
        key.sign(jar, signed);
        spec.commandLine()
                .getOut()
                .println(signed + " is signed by "
                        + key.certificate().getSubjectX500Principal().getName() + ".");
        return ExitCodes.DONE;
    }

    private char[] password() {
        if (passwordFile == null) {
            return Optional.ofNullable(environment.get(PASSWORD))
                    .orElseThrow(() -> Refused.usage("The password of " + keystore
                            + " is not known; name a file that holds it with --password-file, or set " + PASSWORD
                            + "."))
                    .toCharArray();
        }
        try {
            return Files.readString(passwordFile, StandardCharsets.UTF_8)
                    .strip()
                    .toCharArray();
        } catch (IOException unreadable) {
            throw Refused.usage("The file " + passwordFile + " of --password-file cannot be read; correct its name.");
        }
    }
}
