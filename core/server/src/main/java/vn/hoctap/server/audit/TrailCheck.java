package vn.hoctap.server.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Sql;

/** Goes through the chain from its beginning and says whether anything in it was altered, left out or put in. */
public final class TrailCheck {
    private static final int PAGE = 5_000;

    private final Sql sql;
    private final Optional<Anchor.Noted> noted;
    private Buffer hash = Link.BEGINNING;
    private long seq;
    private long erased;
    private @Nullable String fault;

    /**
     * @param links how many are as they were written
     * @param erased how many reasons were erased since
     * @param waiting how many acts are not in the chain yet
     * @param tip the hash of the last good link, which may be noted elsewhere and compared later
     * @param fault what is wrong with the first bad one
     */
    public record Verdict(long links, long erased, long waiting, String tip, Optional<String> fault) {}

    /** @param noted where the chain ended once */
    public TrailCheck(Sql sql, Optional<Anchor.Noted> noted) {
        this.sql = sql;
        this.noted = noted;
    }

    /** To be asked once. */
    public Verdict verdict() {
        long waiting =
                sql.first("select count(*) as n from audit_event").orElseThrow().getLong("n");
        List<Row> page;
        do {
            page = sql.rows("select * from audit_trail where seq > $1 order by seq limit $2", seq, PAGE);
            for (Row row : page) {
                fault = fault(row);
                if (fault != null) {
                    return verdict(waiting);
                }
            }
        } while (page.size() == PAGE);
        fault = noted.filter(end -> end.seq() > seq)
                .map(end -> "its end was cut off: it ends with link %d, and on %s it ended with link %d"
                        .formatted(seq, end.at(), end.seq()))
                .orElse(null);
        return verdict(waiting);
    }

    private Verdict verdict(long waiting) {
        return new Verdict(seq, erased, waiting, digits(hash), Optional.ofNullable(fault));
    }

    private static String digits(Buffer bytes) {
        return HexFormat.of().formatHex(bytes.getBytes());
    }

    private @Nullable String fault(Row row) {
        long here = row.getLong("seq");
        if (here != seq + 1) {
            return "link %d is missing".formatted(seq + 1);
        }
        Buffer digest = row.getBuffer("digest");
        String reason = row.getString("reason");
        UUID salt = row.getUUID("salt");
        if (reason != null && !Objects.equals(Link.digest(reason, salt), digest)) {
            return "the reason of link %d is not the one that was given".formatted(here);
        }
        Buffer expected = Link.of(row, here, digest).hash(hash);
        if (!expected.equals(row.getBuffer("hash"))) {
            return "link %d, of %s, is not as it was written".formatted(here, row.getOffsetDateTime("at"));
        }
        if (noted.filter(end -> end.seq() == here && !end.hash().equals(digits(expected)))
                .isPresent()) {
            return "the chain up to link %d is not the one that was noted".formatted(here);
        }
        if (reason == null && digest != null) {
            erased++;
        }
        hash = expected;
        seq = here;
        return null;
    }
}
