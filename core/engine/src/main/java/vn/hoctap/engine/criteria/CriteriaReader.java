package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.hoctap.engine.measure.Measures;

/**
 * Reads criteria files into sets that are resolved, checked and compiled, or says everything that is wrong with them at
 * once. Immutable and safe for use from any thread.
 */
public final class CriteriaReader {
    private static final String STORED = "stored document";

    private final Measures measures;

    public CriteriaReader(Measures measures) {
        this.measures = measures;
    }

    /**
     * @param files the criteria files of one plugin
     * @param published the resolved documents of sets from elsewhere, by their ids, for {@code extends}
     */
    public ReadResult read(List<CriteriaSource> files, Function<String, Optional<String>> published) {
        List<Draft> drafts = new ArrayList<>();
        List<Faults> all = new ArrayList<>();
        for (CriteriaSource file : files) {
            Faults faults = new Faults(file.file());
            all.add(faults);
            YamlText.read(file, faults).ifPresent(own -> drafts.add(new Draft(file.file(), own, faults)));
        }
        List<CriteriaSet> sets = new Reading(drafts, published, measures).sets();
        return new ReadResult(
                sets,
                all.stream().flatMap(faults -> faults.errors().stream()).toList(),
                all.stream().flatMap(faults -> faults.warnings().stream()).toList());
    }

    /**
     * Compiles what {@link CriteriaSet#document} gave when the set was published.
     *
     * @throws IllegalArgumentException naming the faults, for instance when the plugin of a measure is missing
     */
    public CriteriaSet compile(String resolvedDocumentJson) {
        Faults faults = new Faults(STORED);
        Optional<CriteriaSet> set = StoredDocument.parse(resolvedDocumentJson)
                .flatMap(document -> new SetBuilder(document, measures, faults).build());
        return set.orElseThrow(() -> new IllegalArgumentException(
                faults.none()
                        ? "The stored criteria set is no JSON object."
                        : faults.errors().stream().map(CriteriaError::toString).collect(Collectors.joining("\n"))));
    }

    /** The JSON Schema of criteria sets, for editors. */
    public static String schema() {
        return Form.text();
    }
}
