package vn.hoctap.engine.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.decision.Decider;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;
import vn.hoctap.engine.progress.SubjectState;

/** One case of a table: a subject, a year, and what the set must decide at its end. */
public final class Example {
    private static final String SUBJECT = "example";

    private final String file;
    private final int line;
    private final String name;
    private final CriteriaSet set;
    private final int year;
    private final ToldSubject subject;
    private final List<Entry> entries;
    private final Expected expected;

    Example(
            String file,
            int line,
            String name,
            CriteriaSet set,
            int year,
            ToldSubject subject,
            List<Entry> entries,
            Expected expected) {
        this.file = file;
        this.line = line;
        this.name = name;
        this.set = set;
        this.year = year;
        this.subject = subject;
        this.entries = List.copyOf(entries);
        this.expected = expected;
    }

    public String file() {
        return file;
    }

    /** Of the case, counted from 1. */
    public int line() {
        return line;
    }

    public String name() {
        return name;
    }

    /** The set that the table is about. */
    public CriteriaSet set() {
        return set;
    }

    /** What is not as expected, one sentence each; empty when all is. */
    public List<String> differences(Measures measures) {
        return expected.differences(under(set, measures));
    }

    /** The same year of the same subject under any set of the title, whatever its audience. */
    public Decision under(CriteriaSet other, Measures measures) {
        Folder folder = new Folder(other, year, measures);
        return Decider.decide(
                folder,
                new SubjectState(SUBJECT, Map.copyOf(subject.fields()), List.of()),
                folder.all(new ArrayList<>(entries)),
                subject.at(other.cycle().end(year).minusSeconds(1)));
    }
}
