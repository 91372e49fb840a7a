package vn.hoctap.server.ledger;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.title.Serials;

/** Commits submissions, each time by the rules that hold then. Used by one thread at a time. */
public final class Transactions {
    private final Database database;
    private final Histories histories;
    private final Supplier<Rules> rules;
    private final InstantSource clock;
    private final Supplier<String> serials = new Serials();
    private RuleBook book;

    public Transactions(Database database, Histories histories, Supplier<Rules> rules, InstantSource clock) {
        this.database = database;
        this.histories = histories;
        this.rules = rules;
        this.clock = clock;
        this.book = new RuleBook(rules.get());
    }

    List<Batch.Answer> commit(List<Submission> submissions) {
        Rules current = rules.get();
        if (!book.isOf(current)) {
            book = new RuleBook(current);
        }
        // As the database keeps it, so that a decision can be repeated at the very same moment.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.inTransaction(sql -> new Batch(sql, book, histories, serials, now).run(submissions));
    }
}
