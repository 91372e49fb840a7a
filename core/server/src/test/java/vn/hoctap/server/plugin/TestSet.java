package vn.hoctap.server.plugin;

/** A small criteria set in YAML. */
final class TestSet {
    private TestSet() {}

    static String yaml(String id, String version) {
        return yaml(id, version, "subject.group == \"" + id.replaceAll(".*/", "") + "\"");
    }

    static String yaml(String id, String version, String audience) {
        return """
                id: %s
                awards: hoc-thu
                version: "%s"
                status: illustrative
                source: "ours"
                title: {vi: Học thử}
                subject: citizen
                audience: '%s'
                effective: {from: 2023-01-01}
                cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
                criteria:
                  - id: tu-hoc
                    name: {vi: Tự học}
                    indicators:
                      - id: khoa-hoc
                        name: {vi: Khóa học}
                        max: 10
                        from:
                          - {measure: count, where: 'activity.type == "course"', points: [{atLeast: 1, give: 10}]}
                award:
                  scheme: sum
                  requires:
                    - {id: total, if: 'total >= 10'}
                """.formatted(id, version, audience);
    }

    static String extending(String id, String base, String version) {
        return """
                id: %s
                extends: %s
                version: "%s"
                status: illustrative
                source: "ours"
                title: {vi: Học thử}
                audience: 'subject.group == "%s"'
                effective: {from: 2024-01-01}
                """.formatted(id, base, version, id.replaceAll(".*/", ""));
    }
}
