package vn.hoctap.server.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Columns;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.follow.Silence;

/**
 * Puts what was done into the chain, many acts at a time and beside everything else. The node that records does it for all
 * of them; should two believe that they are that node, one waits for the other and goes on from where it ended.
 */
public final class Sequencer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final int BATCH = 1_000;
    private static final int BATCHES_AT_THE_END = 20;
    private static final Duration NAP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** So often the log keeps the last hash, so that who rewrites the whole chain must rewrite the log as well. */
    private static final Duration LOGGED = Duration.ofHours(1);
    /** So often it is noted beside the database. */
    private static final Duration NOTED = Duration.ofSeconds(10);

    private final Database database;
    private final Anchor anchor;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private long logged = System.nanoTime();
    private long noted = System.nanoTime() - NOTED.toNanos();
    private @Nullable Tip unnoted;

    private record Tip(long seq, Buffer hash) {
        String digits() {
            return HexFormat.of().formatHex(hash.getBytes());
        }
    }

    /** An act with its place in the chain. */
    private record Chained(
            Link link, @Nullable String reason, @Nullable UUID salt, Buffer hash) {}

    Sequencer(Database database, Anchor anchor) {
        this.database = database;
        this.anchor = anchor;
        this.thread = Thread.ofPlatform().name("hoctap-audit").daemon().unstarted(this::run);
    }

    public static Sequencer start(Database database, Anchor anchor) {
        Sequencer sequencer = new Sequencer(database, anchor);
        sequencer.thread.start();
        return sequencer;
    }

    private void run() {
        try {
            do {
                all();
                note(NOTED);
            } while (!stopping.await(NAP.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end();
            note(Duration.ZERO);
        }
    }

    private void all() {
        try {
            while (stopping.getCount() > 0 && chain(BATCH) == BATCH) {
                LOG.trace("More acts wait");
            }
        } catch (RuntimeException failure) {
            LOG.warn("What was done could not be put into the audit trail; it is tried again in a moment", failure);
        }
    }

    /** What came since the last look. What still comes waits, as after a kill, and is the first thing of the next start. */
    private void end() {
        try {
            int batches = 0;
            while (chain(BATCH) == BATCH && ++batches < BATCHES_AT_THE_END) {
                LOG.trace("More acts wait");
            }
        } catch (RuntimeException failure) {
            LOG.warn("What was done last waits for the next start to be put into the audit trail", failure);
        }
    }

    /** Returns how many acts were put into the chain. */
    int chain(int most) {
        if (database.first("select from audit_event limit 1").isEmpty()) {
            return 0;
        }
        Chaining done = database.inTransaction(sql -> chain(sql, most));
        unnoted = done.tip();
        log(done.tip());
        return done.acts();
    }

    private record Chaining(int acts, Tip tip) {}

    private Chaining chain(Sql sql, int most) {
        Silence.keep(sql);
        // Besides the recorder's locks (4750, 1) and (4750, 2).
        sql.first("select pg_advisory_xact_lock(4750, 3)");
        List<Row> acts = new ArrayList<>(sql.rows(
                "delete from audit_event where id in (select id from audit_event order by id limit $1) returning *",
                most));
        acts.sort(Comparator.comparingLong(row -> row.getLong("id")));
        Tip tip = tip(sql);
        List<Chained> links = new ArrayList<>(acts.size());
        for (Row act : acts) {
            UUID salt = act.getUUID("salt");
            String reason = act.getString("reason");
            Link link = Link.of(act, tip.seq() + 1, Link.digest(reason, salt));
            tip = new Tip(link.seq(), link.hash(tip.hash()));
            links.add(new Chained(link, reason, salt, tip.hash()));
        }
        append(sql, links);
        return new Chaining(acts.size(), tip);
    }

    private static Tip tip(Sql sql) {
        return sql.first("select seq, hash from audit_trail order by seq desc limit 1")
                .map(row -> new Tip(row.getLong("seq"), row.getBuffer("hash")))
                .orElse(new Tip(0, Link.BEGINNING));
    }

    private static void append(Sql sql, List<Chained> links) {
        sql.update(
                """
                insert into audit_trail (seq, at, actor, behalf, deed, subject, object, note, reason, salt, digest, hash)
                select * from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bigint[],
                    $7::text[], $8::text[], $9::text[], $10::uuid[], $11::bytea[], $12::bytea[])\
                """,
                Columns.of(links, Long[]::new, one -> one.link().seq()),
                Columns.of(links, OffsetDateTime[]::new, one -> one.link().at()),
                Columns.of(links, String[]::new, one -> one.link().actor()),
                Columns.of(links, String[]::new, one -> one.link().behalf()),
                Columns.of(links, String[]::new, one -> one.link().deed()),
                Columns.of(links, Long[]::new, one -> one.link().subject()),
                Columns.of(links, String[]::new, one -> one.link().object()),
                Columns.of(links, String[]::new, one -> one.link().note()),
                Columns.of(links, String[]::new, Chained::reason),
                Columns.of(links, UUID[]::new, Chained::salt),
                Columns.of(links, Buffer[]::new, one -> one.link().digest()),
                Columns.of(links, Buffer[]::new, Chained::hash));
    }

    private void log(Tip tip) {
        if (System.nanoTime() - logged >= LOGGED.toNanos()) {
            logged = System.nanoTime();
            LOG.info("The audit trail ends with {} {}", tip.seq(), tip.digits());
        }
    }

    /** Where the chain ends, unless that was noted less than a pause ago. */
    private void note(Duration pause) {
        Tip tip = unnoted;
        if (tip == null || System.nanoTime() - noted < pause.toNanos()) {
            return;
        }
        noted = System.nanoTime();
        unnoted = null;
        try {
            anchor.write(new Anchor.Noted(tip.seq(), tip.digits(), Instant.now()));
        } catch (IOException failure) {
            LOG.warn("Where the audit trail ends could not be noted in {}: {}", anchor.file(), failure.toString());
        }
    }

    /** Returns when the batch at work is in the chain. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("The audit trail did not stop within {}", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
