package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A year's activities of two thousand people come in one file, and the server is killed in the middle of it: the next start
 * goes on, every row is recorded once, and the same file again brings nothing new.
 */
class ImportIT {
    private static final int PEOPLE = 2_000;
    private static final int EACH = 50;
    private static final int ROWS = PEOPLE * EACH;
    private static final int DAYS = 40;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Set<String> ENDED = Set.of("DONE", "FAILED", "CANCELLED");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private static Path folder;
    private static Path roster;
    private static Path activities;

    @BeforeAll
    static void two_files() throws IOException {
        folder = Scratch.folder("import");
        roster = folder.resolve("roster.csv");
        try (BufferedWriter out = Files.newBufferedWriter(roster)) {
            out.write("Mã;Họ và tên;Ngày sinh;Nhóm;Nơi ở\n");
            for (int person = 0; person < PEOPLE; person++) {
                out.write("imp-%05d;Người thứ %d;%02d/06/1970;Nông dân;thon-3-quang-vinh\n"
                        .formatted(person, person, 1 + person % 28));
            }
        }
        activities = folder.resolve("activities.csv");
        LocalDate today = LocalDate.now();
        try (BufferedWriter out = Files.newBufferedWriter(activities)) {
            out.write("subject,type,title,endedAt,hours\n");
            for (int row = 0; row < ROWS; row++) {
                out.write("imp-%05d,%s,Buổi %d,%s,\"%d,5\"\n"
                        .formatted(
                                row % PEOPLE,
                                row % 3 == 0 ? "reading" : "Khóa học",
                                row / PEOPLE,
                                DAY.format(today.minusDays(row / PEOPLE % DAYS)),
                                1 + row % 4));
            }
        }
    }

    @Test
    void a_hundred_thousand_rows_survive_a_kill_and_count_once() throws Exception {
        Path data = Scratch.fresh("import-data");
        String job;
        try (Hoctap hoctap = Hoctap.demo(data, "--citizens", "1")) {
            command(hoctap, "import", roster.toString(), "--kind", "roster").exits(0);
            Api admin = Api.of(hoctap, "admin");
            long before = System.nanoTime();
            job = Imports.send(hoctap, admin.token("admin"), "activities", activities);
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> recorded(admin, job) > ROWS / 3);
            System.out.printf(
                    "ImportIT: killed after %.1f s at %,d rows%n",
                    (System.nanoTime() - before) / 1e9, recorded(admin, job));
            hoctap.kill();
        }
        try (Hoctap hoctap = Hoctap.demo(data, "--citizens", "1")) {
            Api admin = Api.of(hoctap, "admin");
            JsonNode result = ended(admin, job);
            System.out.println("ImportIT: went on to " + result.path("seconds") + " s since the beginning");
            assertThat(result.path("rows").asInt()).isEqualTo(ROWS);
            assertThat(result.path("accepted").asInt()).isEqualTo(ROWS);
            assertThat(result.path("rejected").asInt()).isZero();

            assertThat(command(hoctap, "import", activities.toString(), "--kind", "activities", "--dry-run")
                            .exits(0)
                            .output())
                    .contains("0 would be accepted, %,d known before".formatted(ROWS));
            assertThat(command(hoctap, "import", activities.toString(), "--kind", "activities")
                            .exits(0)
                            .output())
                    .contains("0 accepted, %,d known before".formatted(ROWS));
        }
        Ran.hoctap("ledger", "check", "--data", data.toString()).exits(0).saysNoStackTrace();
        assertThat(RunningProcesses.on(data)).isEmpty();
    }

    @Test
    void a_command_on_a_data_folder_says_what_was_refused_and_writes_a_copy() throws Exception {
        Path data = Scratch.fresh("import-offline");
        Ran.hoctap("demo", "--once", "--citizens", "1", "--data", data.toString())
                .exits(0);
        Path file = Files.writeString(
                folder.resolve("people.csv"),
                "id,name,group,residence\nx-1,Một,Nong dan,thon-3-quang-vinh\nx-2,Hai,nong-dan,thon-3-quang-vin\n");

        Ran ran = Ran.hoctap("import", file.toString(), "--kind", "roster", "--data", data.toString())
                .exits(1)
                .saysNoStackTrace();

        assertThat(ran.output())
                .contains("row 3, residence: There is no \"…\"; did you mean thon-3-quang-vinh?")
                .contains("2 rows: 1 accepted, 0 known before, 1 rejected");
        assertThat(Files.readString(folder.resolve("people.errors.csv")))
                .contains("x-2")
                .doesNotContain("x-1");
        assertThat(Ran.hoctap("export", "roster", "--data", data.toString())
                        .exits(0)
                        .output())
                .contains("x-1,citizen,Một");
        Ran.hoctap("import", "no-such-file.csv", "--kind", "roster", "--data", data.toString())
                .exits(2)
                .saysNoStackTrace();
        Ran.hoctap("export", "roster", "--data", folder.resolve("nowhere").toString())
                .exits(3)
                .saysNoStackTrace();
    }

    private static Ran command(Hoctap hoctap, String... arguments) throws IOException, InterruptedException {
        Path token = folder.resolve("token");
        Files.writeString(token, Api.of(hoctap).token("admin"));
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--server";
        all[arguments.length + 1] = "http://127.0.0.1:" + hoctap.port();
        all[arguments.length + 2] = "--token-file";
        all[arguments.length + 3] = token.toString();
        return Ran.hoctap(all);
    }

    /** Rows that are done with, once all are read. */
    private static long recorded(Api admin, String job) {
        JsonNode now = admin.get("/api/v1/jobs/" + job).is(200).body();
        return now.path("total").isNumber() ? now.path("done").asLong() : 0;
    }

    private static JsonNode ended(Api admin, String job) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> admin.get("/api/v1/jobs/" + job).is(200).body(),
                        now -> ENDED.contains(now.path("state").asText()))
                .path("result");
    }
}
