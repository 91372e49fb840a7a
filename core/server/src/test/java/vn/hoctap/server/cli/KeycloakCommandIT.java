package vn.hoctap.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vn.hoctap.server.identity.Keycloak;

/** An operator at his terminal, with a real Keycloak. */
class KeycloakCommandIT {
    @TempDir
    Path folder;

    private record Ran(int exit, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Ran(line.execute(arguments), out.toString(), err.toString());
    }

    private String config(String realm) throws IOException {
        return Files.writeString(folder.resolve("hoctap.yaml"), """
                        http: {publicUrl: "https://hoctap.example.invalid"}
                        keycloak: {issuer: "%s/realms/%s", secretFile: "%s"}
                        """.formatted(
                                Keycloak.running().address(), realm, folder.resolve("secret")))
                .toString();
    }

    private String password(String text) throws IOException {
        return Files.writeString(folder.resolve("password"), text + "\n").toString();
    }

    @Test
    void setup_says_what_it_changes_and_check_and_doctor_what_is_wrong() throws IOException {
        String config = config("terminal-" + ProcessHandle.current().pid());
        String password = password(Keycloak.PASSWORD);
        Ran missing = run("keycloak", "check", "--config", config);
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.out()).contains("keycloak.issuer", "-> ", "hoctap keycloak setup");

        Ran setup = run(
                "keycloak", "setup", "--config", config, "--password-file", password, "--place", "officer:quang-vinh");
        assertThat(setup.exit()).isZero();
        assertThat(setup.out()).contains("created", "group /officer/quang-vinh", "secret: written to ");
        assertThat(setup.out())
                .doesNotContain(Files.readString(folder.resolve("secret")).strip());
        Ran again = run("keycloak", "setup", "--config", config, "--password-file", password);
        assertThat(again.out()).isEqualTo("The realm is in order; nothing was changed.\n");
        assertThat(run("keycloak", "check", "--config", config).exit()).isZero();

        Files.writeString(folder.resolve("secret"), "another\n");
        Ran wrong = run("keycloak", "check", "--config", config);
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.out()).contains("keycloak.secretFile");
        String data = Files.createDirectory(folder.resolve("data")).toString();
        Ran doctor = run("doctor", "--config", config, "--data", data);
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out()).contains("keycloak.secretFile", "Database: PostgreSQL");
    }

    @Test
    void what_is_missing_for_setup_is_one_sentence() throws IOException {
        String config = config("nobodys");

        Ran ran = run("keycloak", "setup", "--config", config, "--password-file", password("falsch"));
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err())
                .startsWith("hoctap: ")
                .contains("administrator \"admin\"")
                .hasLineCount(1);
        assertThat(run("keycloak", "setup", "--config", config).err())
                .contains("--password-file")
                .hasLineCount(1);
        assertThat(run("keycloak", "setup", "--config", config, "--place", "king:x", "--password-file", password("x"))
                        .err())
                .contains("role:unit")
                .hasLineCount(1);
    }
}
