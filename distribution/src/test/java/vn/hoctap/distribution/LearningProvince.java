package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A province of one commune with four villages. In each live 3,200 adults, some of them in 40 families of four, and ten of
 * these are a clan. Ten thousand people earn their title by one course each; with them 125 families, three of the clans and
 * of the villages, the commune and the province get theirs.
 */
final class LearningProvince {
    static final String PROVINCE = "tinh-lan-toa";
    static final String COMMUNE = "xa-lan-toa";
    static final int VILLAGES = 4;
    static final int LEARNERS = 10_000;
    /** Those of people, families, clans, villages, the commune and the province. */
    static final int TITLES = LEARNERS + 125 + 3 + 3 + 1 + 1;

    static final String SET = "cong-dan-hoc-tap/mot-khoa-hoc";

    private static final int FAMILIES = 40;
    private static final int IN_FAMILIES = 4 * FAMILIES;
    private static final int PEOPLE = 3_200;
    private static final int CLAN = 10;
    private static final int BODY = 1_000;
    private static final int CLIENTS = 10;
    /** So many of the families of each village, and as great a part of the others: 100, 80, 70 and 62.5 %. */
    private static final List<Integer> LEARNING = List.of(40, 32, 28, 25);
    /** The first family of each village's clan: in the last one only half of them learn. */
    private static final List<Integer> CLANS = List.of(0, 0, 0, 20);

    private static final String CRITERIA = """
            id: %s
            version: "1"
            status: illustrative
            source: "Xã Lan Tỏa"
            title: {vi: Công dân học tập, en: Learning Citizen}
            subject: citizen
            audience: 'subject.group == "mot-khoa-hoc"'
            effective: {from: 2024-01-01}
            cycle: {kind: calendar-year, zone: Asia/Ho_Chi_Minh, referenceDate: "12-31"}
            criteria:
              - id: hoc
                name: {vi: Học}
                indicators:
                  - id: gio
                    name: {vi: Số giờ học}
                    max: 10
                    from:
                      - {measure: sum, of: hours, points: [{atLeast: 10, give: 10}]}
            award:
              scheme: sum
              requires:
                - {id: total, if: 'total >= 10'}
            """.formatted(SET);

    private LearningProvince() {}

    /** Of the people there, in a folder of plugins. */
    static void addCriteria(Path plugins) throws IOException {
        PluginJars.jar(plugins, "mot-khoa-hoc", Map.of("criteria/mot-khoa-hoc.yaml", CRITERIA));
    }

    static String village(int number) {
        return "thon-lan-toa-" + number;
    }

    static String clan(int village) {
        return "ho-lan-toa-" + village;
    }

    private static String family(int village, int number) {
        return "nha-lan-toa-%d-%02d".formatted(village, number);
    }

    private static String person(int village, int number) {
        return "nguoi-lan-toa-%d-%04d".formatted(village, number);
    }

    static void enterUnits(Api admin) {
        unit(admin, PROVINCE, "province", null);
        unit(admin, COMMUNE, "commune", PROVINCE);
        villages().forEach(village -> unit(admin, village(village), "village", COMMUNE));
    }

    private static void unit(Api admin, String id, String kind, @Nullable String parent) {
        Map<String, Object> unit = Map.of("id", id, "kind", kind, "name", "Lan Tỏa", "from", "2021-01-01");
        admin.post("/api/v1/org-units", parent == null ? unit : Sent.with(unit, "parent", parent))
                .is(201);
    }

    static Path roster(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,kind,name,birthDate,group,residence\n");
            for (int village : villages().toList()) {
                out.write("%s,clan,Họ,,,%s\n".formatted(clan(village), village(village)));
                for (int family = 0; family < FAMILIES; family++) {
                    out.write("%s,family,Nhà,,,%s\n".formatted(family(village, family), village(village)));
                }
                for (int person = 0; person < PEOPLE; person++) {
                    out.write("%s,citizen,Người,1970-06-01,mot-khoa-hoc,%s\n"
                            .formatted(person(village, person), village(village)));
                }
            }
        }
        return file;
    }

    static void enterMemberships(Api admin) {
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (int village : villages().toList()) {
            for (int person = 0; person < IN_FAMILIES; person++) {
                bodies.add(membership(person(village, person), family(village, person % FAMILIES)));
            }
            for (int family = 0; family < CLAN; family++) {
                bodies.add(membership(family(village, CLANS.get(village) + family), clan(village)));
            }
        }
        together(bodies, body -> admin.send("PUT", "/api/v1/memberships", body)).forEach(answer -> answer.is(200));
    }

    private static Map<String, Object> membership(String member, String collective) {
        return Map.of("member", member, "collective", collective, "from", "2021-01-01");
    }

    /** All that people judge about collectives. What is missing of their titles is that others learn. */
    static void appraise(Api admin) {
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (int village : villages().toList()) {
            for (int family = 0; family < FAMILIES; family++) {
                String id = family(village, family);
                bodies.addAll(appraisals(id, "gia-dinh-hoc-tap/gia-dinh", 20, "dieu-kien", "tac-dong"));
            }
            bodies.addAll(appraisals(clan(village), "dong-ho-hoc-tap/dong-ho", 10, "ban-khuyen-hoc"));
            bodies.addAll(appraisals(village(village), "cong-dong-hoc-tap/thon", 10, "lanh-dao", "nguon-luc"));
        }
        String commune = "cong-dong-hoc-tap/xa";
        bodies.addAll(appraisals(COMMUNE, commune, 1, "nghi-quyet", "ke-hoach", "kiem-tra"));
        bodies.addAll(appraisals(COMMUNE, commune, 1, "kinh-phi", "co-so-vat-chat", "moi-truong-so"));
        // Not enough for level 2, whatever comes first: nobody goes from level 1 to 2 within a year.
        bodies.addAll(appraisals(COMMUNE, commune, 5, "trung-tam-hoc-tap", "thu-vien", "nha-van-hoa"));
        bodies.addAll(appraisals(COMMUNE, commune, 95, "pho-cap-giao-duc", "xoa-mu-chu"));
        bodies.addAll(appraisals(PROVINCE, "cong-dong-hoc-tap/tinh", 1, "ke-hoach"));
        admin.post("/api/v1/assessments", bodies).is(200);
    }

    private static List<Map<String, Object>> appraisals(String subject, String set, int points, String... indicators) {
        return Stream.of(indicators)
                .map(indicator -> Sent.with(Sent.appraisal(subject, indicator, points), "set", set))
                .toList();
    }

    /** All at once. Returns when all of it is recorded, and each has the title. */
    static void learn(Api admin) {
        List<Map<String, Object>> courses = villages()
                .flatMap(village -> IntStream.range(0, PEOPLE)
                        .filter(person -> person % FAMILIES < LEARNING.get(village))
                        .mapToObj(person -> person(village, person)))
                .map(person -> Sent.course("khoa-" + person, person, 10))
                .toList();
        assertThat(courses).hasSize(LEARNERS);
        List<List<Map<String, Object>>> bodies = IntStream.range(0, LEARNERS / BODY)
                .mapToObj(page -> courses.subList(page * BODY, (page + 1) * BODY))
                .toList();
        together(bodies, body -> admin.post("/api/v1/activities", body))
                .forEach(answer -> assertThat(Answer.list(answer.is(200).body()))
                        .allMatch(item -> item.path("titles").size() == 1));
    }

    private static <B> List<Answer> together(List<B> bodies, Function<B, Answer> send) {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<CompletableFuture<Answer>> answers = bodies.stream()
                    .map(body -> CompletableFuture.supplyAsync(() -> send.apply(body), clients))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    /** Which of them the province has counted as holders of the title. */
    static long counted(Path data) {
        return StoredRows.count(data, """
                contribution c join subject s on s.key = c.collective
                where s.id = '%s' and position('\\x03'::bytea in c.counts) > 0""".formatted(PROVINCE));
    }

    /** Whether the dashboards show the last of their figures to come: all families. */
    static boolean isShown(Path data) {
        return StoredRows.count(data, """
                rollup r join rollup_figure f on f.id = r.figure
                where r.unit = '%s' and f.name = 'a/gia-dinh-hoc-tap/gia-dinh' and r.n = 125""".formatted(PROVINCE)) > 0;
    }

    /** Titles of people and collectives there, ever. */
    static long titles(Path data) {
        return StoredRows.count(data, "title t join subject s on s.key = t.subject where s.id like '%-lan-toa%'");
    }

    private static Stream<Integer> villages() {
        return IntStream.range(0, VILLAGES).boxed();
    }
}
