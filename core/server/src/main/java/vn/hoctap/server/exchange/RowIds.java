package vn.hoctap.server.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import vn.hoctap.server.http.StrictJson;
import vn.hoctap.server.ledger.ContentHash;

/**
 * Ids for rows that have none: from what the row says and how many rows before it say the same. So the same file gives the
 * same ids again, and two equal rows are two things that happened.
 */
final class RowIds {
    private static final String PREFIX = "r-";
    private static final Set<String> NOTHING = Set.of();

    /** Eight bytes of each different row: a few megabytes for the largest file. */
    private final Map<Long, Integer> counts = new HashMap<>();

    void name(ObjectNode body) {
        byte[] content = StrictJson.canonical(body, NOTHING);
        int earlier = counts.merge(ByteBuffer.wrap(ContentHash.of(content)).getLong(), 1, Integer::sum) - 1;
        byte[] salt = ("#" + earlier).getBytes(StandardCharsets.UTF_8);
        byte[] counted = ByteBuffer.allocate(content.length + salt.length)
                .put(content)
                .put(salt)
                .array();
        body.put("id", PREFIX + HexFormat.of().formatHex(ContentHash.of(counted)));
    }
}
