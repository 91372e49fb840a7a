package vn.hoctap.distribution;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Bodies of requests. What was learned was learned today, so that it counts in the current cycle on any day. */
final class Sent {
    static final String FARMERS_SET = "cong-dan-hoc-tap/nong-dan";
    static final String VILLAGE = "thon-3-quang-vinh";
    /** All indicators of the farmers' set but the one that counts hours of learning. */
    static final List<String> APPRAISED = List.of(
            "ke-hoach-hoc-tap",
            "tham-gia-cong-dong",
            "dong-vien-nguoi-than",
            "cong-nghe-thong-tin",
            "ngoai-ngu",
            "tinh-toan",
            "tu-duy-phan-bien",
            "quan-he-than-thien",
            "hop-tac-chia-se");

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private Sent() {}

    static String anyId(String what) {
        return what + "-" + UUID.randomUUID();
    }

    static int cycle() {
        return Year.now(ZONE).getValue();
    }

    static Map<String, Object> farmer(String id) {
        return farmer(id, VILLAGE);
    }

    static Map<String, Object> farmer(String id, String residence) {
        return Map.of(
                "id", id, "kind", "citizen", "name", "Nguyễn Thị Thử", "group", "nong-dan", "residence", residence);
    }

    static Map<String, Object> course(String id, String subject, double hours) {
        return activity(id, subject, "course", Map.of("hours", hours));
    }

    static Map<String, Object> activity(String id, String subject, String type, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("subject", subject);
        body.put("type", type);
        body.put("title", "Kỹ thuật trồng lúa");
        body.put("endedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        body.putAll(more);
        return body;
    }

    static Map<String, Object> appraisal(String subject, String indicator, int points) {
        return Map.of(
                "id", anyId("appraisal"),
                "subject", subject,
                "set", FARMERS_SET,
                "cycle", cycle(),
                "indicator", indicator,
                "points", points,
                "by", "appraiser");
    }

    /** Eight points for each indicator but one: 72 of the 80 that are needed. */
    static List<Map<String, Object>> appraisals(String subject) {
        return APPRAISED.stream()
                .map(indicator -> appraisal(subject, indicator, 8))
                .toList();
    }

    /** The same request with another value. */
    static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(body);
        changed.put(name, value);
        return changed;
    }

    static Map<String, Object> without(Map<String, Object> body, String... names) {
        Map<String, Object> changed = new LinkedHashMap<>(body);
        Stream.of(names).forEach(changed::remove);
        return changed;
    }
}
