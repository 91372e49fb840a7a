package vn.hoctap.server.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.hoctap.engine.progress.SubjectHistory;
import vn.hoctap.server.exchange.SingleSink.Repeats;
import vn.hoctap.server.exchange.Staging.Staged;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.ledger.Trial;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.SubjectEntries;
import vn.hoctap.server.subject.SubjectEntries.Entry;

/** People and collectives: new ones are entered many at a time, known ones changed one by one. */
final class RosterSink implements Sink {
    private final SubjectEntries entries;
    private final Trial trial;
    private final Caller caller;
    private int doubtful;

    /** @param doubtful how many batches may have been entered before a stop without being judged after it */
    RosterSink(SubjectEntries entries, Trial trial, Caller caller, int doubtful) {
        this.entries = entries;
        this.trial = trial;
        this.caller = caller;
        this.doubtful = doubtful;
    }

    @Override
    public Sent send(List<Staged> rows) {
        Map<Integer, Fate> fates = new HashMap<>();
        Map<Integer, Entry> read = read(rows, fates);
        List<Entry> done = new ArrayList<>();
        enter(read, fates, done);
        read.forEach((row, entry) -> {
            if (entry instanceof Entry.Alter alter) {
                put(row, alter, fates, done, () -> entries.alter(alter, caller.name()));
            }
        });
        entries.follow(done, caller.name());
        judgeDoubtful(rows, fates);
        return () -> fates;
    }

    private void judgeDoubtful(List<Staged> rows, Map<Integer, Fate> fates) {
        if (doubtful > 0) {
            doubtful--;
            entries.judge(
                    rows.stream()
                            .filter(row -> fates.get(row.row()) instanceof Fate.Duplicate)
                            .map(Staged::subject)
                            .distinct()
                            .toList(),
                    caller.name());
        }
    }

    private void enter(Map<Integer, Entry> read, Map<Integer, Fate> fates, List<Entry> done) {
        Map<Integer, Entry.Enter> fresh = new HashMap<>();
        read.forEach((row, entry) -> {
            if (entry instanceof Entry.Enter enter) {
                fresh.put(row, enter);
            }
        });
        try {
            entries.enter(fresh.values(), caller.name());
            done.addAll(fresh.values());
            fresh.keySet().forEach(row -> fates.put(row, Fate.ACCEPTED));
        } catch (Problem oneOfThem) {
            fresh.forEach(
                    (row, enter) -> put(row, enter, fates, done, () -> entries.enter(List.of(enter), caller.name())));
        }
    }

    private static void put(int row, Entry entry, Map<Integer, Fate> fates, List<Entry> done, Runnable work) {
        try {
            work.run();
            fates.put(row, Fate.ACCEPTED);
            done.add(entry);
        } catch (Problem refused) {
            fates.put(row, SingleSink.refused(refused));
        }
    }

    /** What is left to be done; whatever else became of rows is noted. */
    private Map<Integer, Entry> read(List<Staged> rows, Map<Integer, Fate> fates) {
        Map<String, Subject> known =
                entries.known(rows.stream().map(Staged::subject).toList());
        Repeats repeats = new Repeats(List.of("id"));
        Map<Integer, Entry> read = new HashMap<>();
        for (Staged row : rows) {
            Fate repeated = repeats.of(row);
            if (repeated != null) {
                fates.put(row.row(), repeated);
                continue;
            }
            try {
                Entry entry = entries.read(caller, row.body(), known.get(row.subject()));
                if (entry instanceof Entry.Same) {
                    fates.put(row.row(), Fate.DUPLICATE);
                } else {
                    read.put(row.row(), entry);
                }
            } catch (Problem refused) {
                fates.put(row.row(), SingleSink.refused(refused));
            }
        }
        return read;
    }

    /** Who is entered anew has nothing yet that a title could rest on. */
    @Override
    public Tried tryOut(List<Staged> rows) {
        Map<Integer, Fate> fates = new HashMap<>();
        Map<Integer, Entry> read = read(rows, fates);
        Map<Long, SubjectHistory> supposed = new HashMap<>();
        read.forEach((row, entry) -> {
            fates.put(row, Fate.ACCEPTED);
            if (entry instanceof Entry.Alter alter) {
                supposed.put(alter.subject().key(), alter.supposed());
            }
        });
        return new Tried(fates, supposed.isEmpty() ? List.of() : trial.supposing(supposed, caller.name()));
    }
}
