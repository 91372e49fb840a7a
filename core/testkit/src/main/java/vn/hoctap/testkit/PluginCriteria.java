package vn.hoctap.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.engine.measure.Measures;

/** The criteria sets of one or more plugin folders, read and checked as the host does it. */
public final class PluginCriteria {
    private final List<CriteriaSet> sets;
    private final Measures measures;

    private PluginCriteria(List<CriteriaSet> sets, Measures measures) {
        this.sets = sets;
        this.measures = measures;
    }

    /**
     * Reads {@code src/main/resources/criteria/*.yaml} of each folder; a set may extend one of another folder, and use
     * the measures of the plugins on the classpath.
     *
     * @throws AssertionError listing every error with file and line, when there is one
     */
    public static PluginCriteria of(Path... folders) {
        return of(ClasspathMeasures.all(), folders);
    }

    /**
     * The same for sets that use measures of plugins.
     *
     * @param measures for instance {@code Measures.builtIn().with(new SkillLevel())}
     */
    public static PluginCriteria of(Measures measures, Path... folders) {
        List<CriteriaSource> sources = new ArrayList<>();
        for (Path folder : folders) {
            sources.addAll(sources(folder.resolve("src/main/resources/criteria")));
        }
        ReadResult result = new CriteriaReader(measures).read(sources, id -> Optional.empty());
        if (!result.errors().isEmpty()) {
            throw new AssertionError(
                    result.errors().stream().map(CriteriaError::toString).collect(Collectors.joining("\n")));
        }
        return new PluginCriteria(result.sets(), measures);
    }

    static List<CriteriaSource> sources(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<CriteriaSource> sources = new ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                sources.add(new CriteriaSource(file.getFileName().toString(), Files.readString(file)));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Abstract ones among them. */
    public List<CriteriaSet> sets() {
        return sets;
    }

    public Measures measures() {
        return measures;
    }

    /** @throws AssertionError when no folder brings the set */
    public CriteriaSet set(String id) {
        return sets.stream()
                .filter(set -> set.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no set " + id + " among "
                        + sets.stream().map(CriteriaSet::id).toList()));
    }
}
