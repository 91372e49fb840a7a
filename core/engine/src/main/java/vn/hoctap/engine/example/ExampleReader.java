package vn.hoctap.engine.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;

/**
 * Reads tables of examples:
 *
 * <pre>{@code
 * set: cong-dan-hoc-tap/nong-dan
 * year: 2026
 * subject: {group: nong-dan, age: 52}
 * facts:
 *   - {id: lop-lua, type: course, course: LUA-01, date: 2026-03-10, hours: 24}
 * appraised: {tinh-toan: 8}      # and self: {…}, by indicator
 * cases:
 *   - name: one certificate has lapsed
 *     without: [lop-lua]
 *     with: [{id: chung-chi, validUntil: 2026-06-30}]
 *     subject: {region: difficult}
 *     expect: {title: false, total: 79, denied: [total], points: {cong-nghe-thong-tin: 5}}
 * }</pre>
 *
 * Of several versions of the set, the one that judges the year is meant. A table of a collective tells its members:
 *
 * <pre>{@code
 * members:
 *   - {id: dat, times: 9, age: 40, holds: [cong-dan-hoc-tap]}
 *   - {id: chua-dat, age: 30}
 *   - {id: gia-dinh, kind: family, holds: [gia-dinh-hoc-tap]}
 * holds: [cong-dong-hoc-tap:muc-1]              # the subject's own titles
 * held: {level: muc-1, since: 2025-03-01}       # for sets with a wait before an upgrade
 * cases:
 *   - name: one lost the title
 *     members: [{id: dat, times: 8}, {id: chua-dat, times: 2}]
 *     expect: {title: false, shares: {nguoi-lon: 8/10}, outcomes: {tre-em: NOT_APPLICABLE}}
 * }</pre>
 *
 * A fact is of a centre unless it says {@code source:}, and verified as its source is trusted unless it says
 * {@code verified:}. A case begins with the year and says only what differs: a fact in {@code with} whose id the year
 * knows keeps what is not said anew, and {@code ~} takes something away.
 */
public final class ExampleReader {
    private static final String SCHEMA = "examples.schema.json";
    private static final Set<String> KEYS =
            Set.of("set", "year", "subject", "holds", "held", "members", "facts", "appraised", "self", "cases");

    /** All versions of each, by its id. */
    private final Map<String, List<CriteriaSet>> sets;

    /** @param sets those that the tables may be about */
    public ExampleReader(List<CriteriaSet> sets) {
        this.sets = sets.stream().collect(Collectors.groupingBy(CriteriaSet::id, TreeMap::new, Collectors.toList()));
    }

    /** The JSON Schema of the tables, for editors; what it cannot know, such as the set's indicators, is checked here. */
    public static String schema() {
        try (InputStream in = ExampleReader.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException(SCHEMA + " is missing from the engine's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ReadExamples read(List<CriteriaSource> files) {
        List<Example> examples = new ArrayList<>();
        List<CriteriaError> errors = new ArrayList<>();
        for (CriteriaSource file : files) {
            Mistakes mistakes = new Mistakes(file.file());
            List<Example> read = Written.read(file, mistakes)
                    .map(whole -> read(whole, file.file()))
                    .orElse(List.of());
            errors.addAll(mistakes.all());
            if (mistakes.all().isEmpty()) {
                examples.addAll(read);
            }
        }
        return new ReadExamples(examples, errors);
    }

    private List<Example> read(Written whole, String file) {
        Map<String, Written> keys = whole.keys(KEYS);
        Optional<List<CriteriaSet>> versions = demanded(whole, keys, "set", "set: cong-dan-hoc-tap/nong-dan")
                .flatMap(written -> written.text()
                        .filter(id -> written.knownAs(id, "set", sets.keySet()))
                        .map(sets::get));
        Optional<Integer> year = demanded(whole, keys, "year", "year: 2026").flatMap(ExampleReader::year);
        List<Written> cases = demanded(whole, keys, "cases", "cases: [{name: …, expect: {title: true}}]")
                .map(Written::items)
                .orElse(List.of());
        if (versions.isEmpty() || year.isEmpty()) {
            return List.of();
        }
        CaseReader reader = CaseReader.of(file, inForce(versions.get(), year.get()), year.get(), keys);
        return cases.stream().flatMap(one -> reader.read(one).stream()).toList();
    }

    /** The version that judges the year; the first one when the year is before all. */
    private static CriteriaSet inForce(List<CriteriaSet> versions, int year) {
        Comparator<CriteriaSet> byDay = Comparator.comparing(CriteriaSet::effective);
        return versions.stream()
                .filter(set -> !set.effective().isAfter(set.cycle().referenceDate(year)))
                .max(byDay)
                .or(() -> versions.stream().min(byDay))
                .orElseThrow();
    }

    private static Optional<Written> demanded(Written whole, Map<String, Written> keys, String key, String example) {
        if (!keys.containsKey(key)) {
            whole.fault("The key “" + key + "” is missing.", "Add it, for example " + example + ".");
        }
        return Optional.ofNullable(keys.get(key));
    }

    private static Optional<Integer> year(Written written) {
        return written.text().flatMap(text -> {
            if (text.matches("[12][0-9]{3}")) {
                return Optional.of(Integer.valueOf(text));
            }
            written.fault("“" + text + "” is no year.", "Write four digits, for example 2026.");
            return Optional.empty();
        });
    }
}
