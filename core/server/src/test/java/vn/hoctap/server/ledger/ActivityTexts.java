package vn.hoctap.server.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Writes bodies of activities as callers do, and as nobody should. */
final class ActivityTexts {
    private static final List<String> TEXTS = List.of(
            "\"Sách\"",
            "\"\"",
            "\"  \"",
            "\"Chuyên đề \\\"học\\\" \\\\ \\/ tối\"",
            "\"\\u0110\\u1ecdc s\\u00e1ch\"",
            "\"\\ud83d\\udcda và 📚\"",
            "\"a\\tb\\n\\u0001\\u001f\\u007f\\u2028 \u2028\"",
            "\"/</script>&'\"",
            "null");
    private static final List<String> ODD_TEXTS = List.of(
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"x\\udcda\"",
            "\"\\udcda\\ud83d\"",
            "5",
            "true",
            "[]",
            "{}",
            "\"" + "á".repeat(501) + "\"",
            "\"" + "📚".repeat(251) + "\"",
            "\"unended",
            "\"bad \\x escape\"",
            "'single'",
            "\"a\tb\"");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1.50",
            "8",
            "12.5",
            "1e2",
            "1E+2",
            "-0",
            "-0.0",
            "0.0",
            "10000",
            "1e4",
            "10000.000",
            "1e-98",
            "0.1e-3",
            "0.333333333333333333333333",
            "null");
    private static final List<String> ODD_NUMBERS = List.of(
            "-1",
            "10000.0001",
            "1e5",
            "1e-99",
            "1e-100",
            "1e400000000",
            "1e-400000000",
            "1e99999999999",
            "01",
            "1.",
            "+1",
            ".5",
            "NaN",
            "\"8\"",
            "12345678901234567890123",
            "9".repeat(101),
            "true",
            "0x1");
    private static final List<String> TIMES = List.of(
            "\"2026-03-05T17:00:00+07:00\"",
            "\"2026-03-05T17:00:00Z\"",
            "\"2026-02-28T23:59:59.999999999-17:59\"",
            "\"2024-02-29T00:00:00.1+00:00\"",
            "\"2026-01-31T00:00:00.1234567-00:00\"",
            "\"1900-01-01T00:00:00+07:00\"",
            "\"2000-12-31T24:00:00Z\"".replace("24", "23"),
            "\"\\u0032026-03-05T17:00:00Z\"");
    private static final List<String> ODD_TIMES = List.of(
            "\"2026-02-29T17:00:00Z\"",
            "\"2026-04-31T17:00:00Z\"",
            "\"2026-00-10T17:00:00Z\"",
            "\"2026-13-10T17:00:00Z\"",
            "\"2026-03-00T17:00:00Z\"",
            "\"2026-03-05T24:00:00Z\"",
            "\"2026-03-05T17:60:00Z\"",
            "\"2026-03-05T17:00:60Z\"",
            "\"2026-03-05T17:00:00\"",
            "\"2026-03-05T17:00Z\"",
            "\"2026-03-05t17:00:00z\"",
            "\"2026-03-05 17:00:00Z\"",
            "\"2026-03-05T17:00:00.Z\"",
            "\"2026-03-05T17:00:00.1234567890Z\"",
            "\"2026-03-05T17:00:00+0700\"",
            "\"2026-03-05T17:00:00+18:00\"",
            "\"2026-03-05T17:00:00+07:60\"",
            "\"2026-03-05T17:00:00+07:00[Asia/Ho_Chi_Minh]\"",
            "\"1899-12-31T23:59:59Z\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"+12026-03-05T17:00:00Z\"",
            "\"-026-03-05T17:00:00Z\"",
            "\"٢٠٢٦-03-05T17:00:00Z\"",
            "\"2026-03-05\"",
            "\"\"",
            "1772704800");
    private static final List<String> ODD_SHARES = List.of("1.01", "-1.0001", "\"1\"", "2", "1e1", "[]");
    private static final List<String> WORDS =
            List.of("\"course\"", "\"status\"", "\"criteria-training\"", "\"a/b~c:d\"");
    private static final List<String> ODD_WORDS = List.of(
            "\"a b\"", "\"\"", "\"đọc\"", "\"a\\u00a0b\"", "\"a\\u007f\"", "null", "\"" + "x".repeat(101) + "\"");
    private static final List<String> IDS =
            List.of("\"cit-1\"", "\"a b\"", "\" \"", "\"số 7\"", "\"" + "x".repeat(200) + "\"");
    private static final List<String> ODD_IDS =
            List.of("\"\"", "null", "\"a\\n\"", "\"\\u007f\"", "\"" + "x".repeat(201) + "\"", "7");

    private final Random random;
    private boolean odd;

    ActivityTexts(long seed) {
        this.random = new Random(seed);
    }

    /** One body; how often something in it is odd is left to chance. */
    String next() {
        odd = random.nextInt(3) == 0;
        if (random.nextBoolean()) {
            return wrapped(activity());
        }
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(odd ? 4 : 3) + (odd ? 0 : 1); i > 0; i--) {
            items.add(activity());
        }
        return wrapped("[" + blank() + String.join(blank() + "," + blank(), items) + blank() + "]");
    }

    /** Whether nothing odd was written into the last body. */
    boolean plain() {
        return !odd;
    }

    private String wrapped(String text) {
        return odd && random.nextInt(10) == 0
                ? pick(List.of(
                        "\uFEFF" + text, text + "x", text + " " + text, text + ",", text.substring(1), "", "null"))
                : blank() + text + blank();
    }

    private String activity() {
        Map<String, Supplier<String>> members = new LinkedHashMap<>();
        members.put("subject", () -> some(IDS, ODD_IDS));
        members.put("type", () -> some(WORDS, ODD_WORDS));
        members.put("title", () -> some(TEXTS, ODD_TEXTS));
        members.put("endedAt", () -> some(TIMES, ODD_TIMES));
        maybe(members, "id", () -> some(IDS, ODD_IDS));
        maybe(members, "course", () -> some(TEXTS, ODD_TEXTS));
        maybe(members, "startedAt", () -> some(TIMES, ODD_TIMES));
        maybe(members, "validUntil", () -> some(TIMES, ODD_TIMES));
        maybe(members, "hours", () -> some(NUMBERS, ODD_NUMBERS));
        maybe(members, "result", this::result);
        maybe(members, "skills", this::skills);
        maybe(members, "evidence", this::evidence);
        maybe(members, "source", this::source);
        return object(members);
    }

    private String result() {
        Map<String, Supplier<String>> members = new LinkedHashMap<>();
        maybe(members, "passed", () -> some(List.of("true", "false", "null"), List.of("\"true\"", "1")));
        maybe(members, "scaled", () -> some(List.of("1", "-1.00", "0.85", "1e-3", "null"), ODD_SHARES));
        return some(List.of(object(members), "null"), List.of("[]", "true"));
    }

    private String skills() {
        List<String> skills = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Map<String, Supplier<String>> members = new LinkedHashMap<>();
            members.put("framework", () -> some(List.of("\"tt02-2025\""), List.of("\"a:b\"", "\"a b\"", "null")));
            members.put("component", () -> some(List.of("\"4.2\"", "\"x/y\""), List.of("4.2", "\"\"", "\"đ\"")));
            members.put("level", () -> some(List.of("0", "3", "100"), List.of("3.0", "101", "-1", "\"3\"", "1e1")));
            skills.add(object(members));
        }
        return some(List.of("[" + String.join(",", skills) + "]", "null"), List.of("{}", "[null]", "[[]]"));
    }

    private String evidence() {
        Map<String, Supplier<String>> members = new LinkedHashMap<>();
        maybe(members, "name", () -> some(List.of("\"Ảnh\"", "\"\""), List.of("null", "7")));
        maybe(
                members,
                "url",
                () -> some(
                        List.of("\"https://lms.example.invalid/a?b=c\"", "\"http://a\""),
                        List.of(
                                "\"ftp://a\"",
                                "\"/api/v1/evidence/0b8e0bd6-5d0e-7c0c-8f2a-0123456789ab\"",
                                "\"https://x/API/v1/EVIDENCE/0b8e0bd6-5d0e-7c0c-8f2a-0123456789ab\"",
                                "null")));
        return some(List.of("[]", "null"), List.of("[" + object(members) + "]", "{}", "[null]", "\"x\""));
    }

    private String source() {
        Map<String, Supplier<String>> members = new LinkedHashMap<>();
        maybe(
                members,
                "kind",
                () -> some(List.of("\"self\"", "\"\"", "null"), List.of("7", "\"" + "x".repeat(21) + "\"")));
        maybe(members, "ref", () -> some(TEXTS, ODD_TEXTS));
        return some(List.of(object(members), "null"), List.of("[]", "\"lms\""));
    }

    private void maybe(Map<String, Supplier<String>> members, String name, Supplier<String> value) {
        if (random.nextInt(3) > 0) {
            members.put(name, value);
        }
    }

    private String object(Map<String, Supplier<String>> members) {
        List<String> written = new ArrayList<>();
        members.forEach((name, value) -> {
            if (!strange(30)) {
                written.add("\"" + escaped(name) + "\"" + blank() + ":" + blank() + value.get());
            }
            if (strange(60)) {
                written.add("\"" + name + "\":" + value.get());
            }
        });
        if (strange(20)) {
            written.add(pick(List.of("\"more\":[1,{\"a\":null}]", "\"more\":\"\\u0000\"", "more:1", "\"a\\u0000\":1")));
        }
        Collections.shuffle(written, random);
        return "{" + blank() + String.join(blank() + "," + blank(), written) + blank() + "}";
    }

    private boolean strange(int seldom) {
        return odd && random.nextInt(seldom) == 0;
    }

    private String escaped(String name) {
        return random.nextInt(20) == 0 ? "\\u%04x".formatted((int) name.charAt(0)) + name.substring(1) : name;
    }

    private String blank() {
        return pick(List.of("", "", "", " ", "\n", "\t \r\n"));
    }

    private String some(List<String> usual, List<String> strange) {
        return pick(strange(8) ? strange : usual);
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
