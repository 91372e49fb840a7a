package vn.hoctap.server.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The facts of one person in the form of the API, with ids that are the same each time the demo is made. */
final class DemoBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> BOOKS = List.of(
            "Đọc sách: Chăn nuôi an toàn",
            "Đọc sách: Kỹ thuật trồng lúa hữu cơ",
            "Đọc sách: Hỏi đáp Luật Đất đai",
            "Đọc báo: Chuyển đổi số ở nông thôn",
            "Đọc sách: Sống khỏe tuổi già",
            "Nghe chương trình khuyến nông trên đài");
    private static final List<String> MEETINGS = List.of(
            "Hội thảo đầu bờ mô hình lúa hữu cơ",
            "Sinh hoạt câu lạc bộ khuyến học",
            "Tọa đàm phòng chống bạo lực gia đình",
            "Ngày hội đọc sách ở nhà văn hóa",
            "Tổng vệ sinh đường làng",
            "Buổi nói chuyện về an toàn mạng",
            "Hội nghị triển khai Đề án 06");

    private final DemoPerson person;
    private final int year;
    private int count;

    DemoBodies(DemoPerson person, int year) {
        this.person = person;
        this.year = year;
    }

    DemoFact course(LocalDate day, String code, DemoFact.Author author) {
        return new DemoFact(author, false, activity(day, "course").put("course", code));
    }

    DemoFact reading(LocalDate day, Random random) {
        ObjectNode body = activity(day, "reading")
                .put("title", BOOKS.get(random.nextInt(BOOKS.size())))
                .put("hours", new BigDecimal(1 + random.nextInt(5)));
        return new DemoFact(DemoFact.Author.LEARNER, false, body);
    }

    DemoFact community(LocalDate day, String type, Random random) {
        ObjectNode body = activity(day, type)
                .put("title", MEETINGS.get(random.nextInt(MEETINGS.size())))
                .put("hours", new BigDecimal(2 + random.nextInt(3)));
        return new DemoFact(DemoFact.Author.CENTER, false, body);
    }

    DemoFact status(LocalDate day, String course, String title) {
        return new DemoFact(
                DemoFact.Author.OFFICER,
                false,
                activity(day, "status").put("course", course).put("title", title));
    }

    DemoFact criteriaTraining(LocalDate day) {
        return new DemoFact(
                DemoFact.Author.CENTER,
                false,
                activity(day, "criteria-training").put("course", "TC-CDHT"));
    }

    DemoFact exam(LocalDate day, String course, double scaled, String framework, String component, int level) {
        ObjectNode body = activity(day, "exam").put("course", course);
        body.putObject("result").put("scaled", BigDecimal.valueOf(scaled)).put("passed", scaled >= 0.5);
        body.putArray("skills")
                .addObject()
                .put("framework", framework)
                .put("component", component)
                .put("level", Math.max(1, level));
        return new DemoFact(DemoFact.Author.CENTER, false, body);
    }

    DemoFact appraisal(String indicator, int points) {
        ObjectNode body = JSON.objectNode()
                .put("id", id())
                .put("subject", person.id())
                .put("set", "cong-dan-hoc-tap/" + person.group())
                .put("cycle", year)
                .put("indicator", indicator)
                .put("points", points)
                .put("by", "appraiser");
        return new DemoFact(DemoFact.Author.OFFICER, true, body);
    }

    private ObjectNode activity(LocalDate day, String type) {
        return JSON.objectNode()
                .put("id", id())
                .put("subject", person.id())
                .put("type", type)
                .put("endedAt", day + "T17:00:00+07:00");
    }

    private String id() {
        String name = "demo/" + year + "/" + person.id() + "/" + count++;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
