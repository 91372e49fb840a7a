package vn.hoctap.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.server.plugin.PluginCheck;
import vn.hoctap.server.plugin.PluginFolders;
import vn.hoctap.server.plugin.PluginInfo;

@Command(name = "plugin", description = "Lists and checks plugins.")
final class PluginCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? For instance: hoctap plugin check FILE");
    }

    @Command(name = "list", description = "Names all plugins with what they bring; exit 1 when one is refused.")
    int list(@Option(names = "--plugins", description = "A further folder of plugin jars.") @Nullable Path plugins) {
        PluginFolders folders =
                new PluginFolders(SettingsReader.shipped(), plugins == null ? List.of() : List.of(plugins));
        List<PluginInfo> infos = TrialFolder.with(trial -> trial.check(folders)).plugins();
        PrintWriter out = spec.commandLine().getOut();
        infos.forEach(info -> {
            out.println("%-24s %-12s %-8s %s"
                    .formatted(info.id(), info.version(), info.state(), String.join(", ", info.sets())));
            info.errors().forEach(error -> out.println("  " + error));
        });
        return exitCode(infos.stream().flatMap(info -> info.errors().stream()).toList());
    }

    @Command(
            name = "check",
            description = "Checks criteria files (YAML) and plugins (jar) and names all their faults; exit 1 on any.")
    int check(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Criteria files and jars.")
                    List<Path> files) {
        files.stream().filter(file -> !Files.isReadable(file)).findFirst().ifPresent(missing -> {
            throw Refused.usage("The file " + missing + " cannot be read; correct its name.");
        });
        List<CriteriaError> errors = TrialFolder.with(trial -> errors(trial, files));
        PrintWriter out = spec.commandLine().getOut();
        errors.forEach(out::println);
        if (errors.isEmpty()) {
            out.println(files.size() == 1 ? files.getFirst() + " is sound." : files.size() + " files are sound.");
        }
        return exitCode(errors);
    }

    private static List<CriteriaError> errors(TrialFolder trial, List<Path> files) {
        List<Path> jars = files.stream().filter(PluginCommand::isJar).toList();
        PluginCheck check =
                trial.checkReplacing(new PluginFolders(SettingsReader.shipped(), List.of(trial.copies(jars))));
        Set<String> names =
                jars.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.toSet());
        List<CriteriaError> errors = new ArrayList<>();
        check.plugins().stream()
                .filter(info -> names.contains(info.file()))
                .forEach(info -> errors.addAll(info.errors()));
        List<CriteriaSource> loose = files.stream()
                .filter(file -> !isJar(file))
                .map(PluginCommand::source)
                .toList();
        errors.addAll(check.read(loose).errors());
        return errors;
    }

    private static boolean isJar(Path file) {
        return file.getFileName().toString().endsWith(".jar");
    }

    private static CriteriaSource source(Path file) {
        try {
            return new CriteriaSource(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int exitCode(List<CriteriaError> errors) {
        return errors.isEmpty() ? ExitCodes.DONE : ExitCodes.NO;
    }
}
