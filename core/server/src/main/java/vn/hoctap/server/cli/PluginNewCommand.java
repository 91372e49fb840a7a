package vn.hoctap.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.expression.Suggestions;
import vn.hoctap.server.plugin.PluginCheck;
import vn.hoctap.server.plugin.making.Adapted;
import vn.hoctap.server.plugin.making.Scaffold;
import vn.hoctap.server.plugin.making.Wish;
import vn.hoctap.server.subject.SearchText;

@Command(
        name = "new",
        description =
                "Makes the folder of a new plugin, which works at once. It asks three questions: what it is called,"
                        + " whether it adapts an existing set, and for whom; options answer them beforehand.")
final class PluginNewCommand implements Callable<Integer> {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int LONGEST_ID = 60;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "The folder to make; its name is the plugin's id (default: made of the title).")
    private @Nullable Path folder;

    @Option(names = "--title", description = "What the title, or your version of one, is called: \"Người đọc sách\".")
    private @Nullable String title;

    @Option(
            names = "--extends",
            paramLabel = "SET",
            description =
                    "The set that it adapts, for instance cong-dan-hoc-tap/nong-dan; \"none\": a title of its own.")
    private @Nullable String base;

    @Option(
            names = "--org-unit",
            paramLabel = "ID",
            description = "The organisational unit whose people alone it judges; \"all\": everybody.")
    private @Nullable String orgUnit;

    @Option(names = "--provider", description = "Who answers for it (default: the title).")
    private @Nullable String provider;

    @Option(names = "--java", description = "With a measure in Java, its tests, and a build by Maven.")
    private boolean java;

    @Option(names = "--plugins", description = "A further folder of plugin jars, whose sets may be adapted.")
    private @Nullable Path plugins;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Questions questions = Questions.of(out);
        String called = called(questions);
        String id = id(called);
        Path target = folder == null ? Path.of(id) : folder;
        free(target);
        boolean adapts = base == null ? questions.open() : !base.equals("none");
        Map<String, String> files = adapts
                ? new PluginTrial(plugins).run(tried -> files(called, id, questions, Optional.of(tried.check())))
                : files(called, id, questions, Optional.empty());
        Scaffold.write(files, target);
        out.println("Made the plugin " + id + ":");
        files.keySet().stream().sorted().forEach(file -> out.println("  " + target.resolve(file)));
        out.println("Next: hoctap plugin check " + target + ", hoctap plugin test " + target
                + ", hoctap plugin package " + target);
        return ExitCodes.DONE;
    }

    private String called(Questions questions) {
        return Optional.ofNullable(title)
                .or(() -> questions.ask(
                        "1. What is the title called, or your version of one? For instance: Người đọc sách"
                                + (folder == null ? "" : " (Enter: " + folder.getFileName() + ")")))
                .or(() -> Optional.ofNullable(folder)
                        .map(path -> path.getFileName().toString()))
                .orElseThrow(
                        () -> Refused.usage(
                                "The plugin has no name; say it with --title, or name the folder: hoctap plugin new nguoi-doc-sach."));
    }

    private String id(String called) {
        String name = folder == null
                ? called
                : folder.toAbsolutePath().normalize().getFileName().toString();
        String id = SearchText.of(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        id = id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID).replaceAll("-[^-]*$", "") : id;
        if (!SLUG.matcher(id).matches()) {
            throw Refused.usage("No id can be made of \"" + name
                    + "\"; name the folder in small letters, for instance nguoi-doc-sach.");
        }
        return id;
    }

    private static void free(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isEmpty()) {
                    return;
                }
            }
        } else if (!Files.exists(target)) {
            return;
        }
        throw Refused.usage("There is something in " + target + " already; name a folder that is not there yet.");
    }

    private Map<String, String> files(String called, String id, Questions questions, Optional<PluginCheck> check) {
        Optional<Wish.Base> adapted = check.flatMap(known -> adapted(questions, known));
        Wish wish = new Wish(
                id,
                called,
                adapted,
                unit(questions).orElse(null),
                provider,
                java,
                Year.now(Clock.systemUTC()).getValue());
        Scaffold scaffold = new Scaffold(wish);
        return scaffold.files(adapted.flatMap(one -> examples(scaffold, wish, check.orElseThrow())));
    }

    private Optional<Wish.Base> adapted(Questions questions, PluginCheck check) {
        List<String> ids = check.sets().stream().map(CriteriaSet::id).sorted().toList();
        return Optional.ofNullable(base)
                .or(() -> questions.ask(
                        "2. Does it adapt an existing set of criteria? Enter: no, it is a title of its own.\n   "
                                + String.join("\n   ", ids)))
                .filter(answer -> !answer.equals("none"))
                .map(wanted -> check.sets().stream()
                        .filter(set -> set.id().equals(wanted))
                        .findFirst()
                        .map(set -> new Wish.Base(set, check.broughtBy(wanted).orElse(null)))
                        .orElseThrow(() -> Refused.usage("There is no set \"" + wanted + "\" to adapt; "
                                + Suggestions.nearest(wanted, ids)
                                        .map(near -> "did you mean \"" + near + "\"?")
                                        .orElse("there are: " + String.join(", ", ids) + "."))));
    }

    private Optional<String> unit(Questions questions) {
        Optional<String> unit = Optional.ofNullable(orgUnit)
                .or(() -> questions.ask(
                        "3. For which organisational unit? Its id, for instance quang-vinh. Enter: everybody."))
                .filter(answer -> !answer.equals("all"));
        unit.filter(id -> !UNIT.matcher(id).matches()).ifPresent(wrong -> {
            throw Refused.usage(
                    "\"" + wrong + "\" is no id of an organisational unit; write it as in the list of units,"
                            + " for instance quang-vinh.");
        });
        return unit;
    }

    private static Optional<String> examples(Scaffold scaffold, Wish wish, PluginCheck check) {
        return check.read(List.of(new CriteriaSource("criteria", scaffold.criteria()))).sets().stream()
                .findFirst()
                .flatMap(set -> Adapted.examples(scaffold, set, wish, check.measures()));
    }
}
