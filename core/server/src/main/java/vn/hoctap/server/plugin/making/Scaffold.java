package vn.hoctap.server.plugin.making;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.example.ExampleReader;

/** The files of a new plugin that works from the first moment on: it is sound, and its examples hold. */
public final class Scaffold {
    private static final String VERSIONS = "/template-versions.properties";

    private final Wish wish;
    private final Map<String, String> values = new HashMap<>();

    public Scaffold(Wish wish) {
        this.wish = wish;
        Properties versions = versions();
        values.put("id", wish.id());
        values.put("setId", wish.setId());
        values.put("title", wish.title());
        values.put("titleText", Quoted.text(wish.title()));
        values.put("titleXml", Quoted.xml(wish.title()));
        values.put(
                "providerText", Quoted.text(Optional.ofNullable(wish.provider()).orElse(wish.title())));
        values.put("year", Integer.toString(wish.year()));
        values.put("version", versions.getProperty("version"));
        values.put("release", versions.getProperty("version").replaceFirst("-.*", ""));
        values.put("pf4jVersion", versions.getProperty("pf4j"));
        values.put("junitVersion", versions.getProperty("junit"));
        values.put("root", wish.java() ? "src/main/resources/" : "");
        values.put("schema", "schema/");
        values.put("schemaUp", wish.java() ? "../../../../schema/" : "../schema/");
        values.put("day1", saturday(3));
        values.put("day2", saturday(5));
        values.put("day3", saturday(9));
        values.put("package", "plugins." + wish.id().replace("-", "").replaceFirst("^(?=[0-9])", "p"));
        values.put("measure", wish.id() + "-weekend-hours");
        values.put("hoursMeasure", wish.java() ? values.get("measure") : "sum\n            of: hours");
        values.put(
                "orgUnitLine",
                wish.orgUnit() == null
                        ? "# orgUnit: quang-vinh       # whose people alone it judges; left out: everybody"
                        : "orgUnit: " + wish.orgUnit()
                                + "   # its sets judge the people of this part of the tree alone");
        values.put("forWhom", wish.orgUnit() == null ? "" : " for " + wish.orgUnit());
        values.put("butJava", wish.java() ? ", but for the measure in Java" : "");
        values.put("javaRows", wish.java() ? Template.text("java-rows.md") : "");
        values.put(
                "lastWords",
                Template.filled(wish.java() ? "java-words.md" : "data-words.md", values)
                        .strip());
        values.put(
                "dependencies",
                wish.base().map(Wish.Base::plugin).filter(Objects::nonNull).orElse(""));
        wish.base().ifPresent(base -> values.putAll(Adapted.values(wish, base.set())));
    }

    private String saturday(int month) {
        return LocalDate.of(wish.year(), month, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.SATURDAY))
                .toString();
    }

    private static Properties versions() {
        Properties versions = new Properties();
        try (InputStream in = Objects.requireNonNull(Scaffold.class.getResourceAsStream(VERSIONS), VERSIONS)) {
            versions.load(in);
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the criteria file. */
    public String criteria() {
        return Template.filled(wish.base().isPresent() ? "adapted-set.yaml" : "own-set.yaml", values)
                .replaceAll("\n{2,}", "\n");
    }

    /** @param examples those of an adapted set, which only its engine can tell; left out when there are none */
    public Map<String, String> files(Optional<String> examples) {
        String root = values.getOrDefault("root", "");
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", Template.filled("README.md", values).strip() + "\n");
        files.put(PluginDescription.FILE, Template.filled("plugin.yaml", values));
        files.put(root + "criteria/" + wish.id() + ".yaml", criteria());
        examples.or(() -> wish.base().isEmpty() ? Optional.of(ownExamples()) : Optional.empty())
                .ifPresent(text -> files.put(root + "examples/" + wish.id() + ".yaml", text));
        files.put("schema/criteria-set.schema.json", CriteriaReader.schema());
        files.put("schema/examples.schema.json", ExampleReader.schema());
        files.put("schema/plugin.schema.json", PluginDescription.schema());
        files.put("schema/programme.schema.json", Template.text("/vn/hoctap/server/programme/programme.schema.json"));
        if (wish.java()) {
            java(files);
        }
        return files;
    }

    private String ownExamples() {
        return Template.filled("own-examples.yaml", values);
    }

    /** An adapted set's examples with what comes out today. */
    String adaptedExamples(Map<String, String> outcome) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(outcome);
        return Template.filled("adapted-examples.yaml", all);
    }

    private void java(Map<String, String> files) {
        String folder = values.getOrDefault("package", "").replace('.', '/') + "/";
        files.put("pom.xml", Template.filled("pom.xml", values));
        files.put("src/main/java/" + folder + "WeekendHours.java", Template.filled("WeekendHours.java.txt", values));
        files.put(
                "src/test/java/" + folder + "WeekendHoursTest.java",
                Template.filled("WeekendHoursTest.java.txt", values));
        if (wish.base().isEmpty()) {
            files.put(
                    "src/test/java/" + folder + "ExamplesTest.java", Template.filled("ExamplesTest.java.txt", values));
        }
    }

    /**
     * Writes the files into a folder.
     *
     * @param folder not there yet, or empty
     */
    public static void write(Map<String, String> files, Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }
    }
}
