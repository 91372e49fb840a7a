package vn.hoctap.server.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestBrowser;
import vn.hoctap.server.TestBrowser.Page;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.http.Words;

/** A server of its own: what one verification would do depends on everything else of the person. */
class QueueEffectTest {

    private static String reading(TestBrowser learner, String title) {
        String id = UUID.randomUUID().toString();
        String today = LocalDate.now(Words.ZONE).toString();
        learner.submit("/me/log", "id", id, "type", "reading", "title", title, "date", today);
        return id;
    }

    private static Page verify(TestBrowser officer, String id) {
        return officer.submit("/officer/queue", "subject", TestServer.LEARNER, "id", id, "decision", "verified");
    }

    @Test
    void the_verification_that_completes_a_title_is_foretold_and_awards_it() {
        try (TestServer server = TestServer.start()) {
            TestBrowser learner = TestBrowser.as("learner", server);
            TestBrowser officer = TestBrowser.as("officer", server);
            String first = reading(learner, "Sách lúa");
            String second = reading(learner, "Sách ngô");
            assertThat(officer.get("/officer/queue").text())
                    .contains("Xác minh không làm thay đổi điểm.")
                    .doesNotContain("Nếu xác minh");

            verify(officer, first);

            String year = Integer.toString(LocalDate.now(Words.ZONE).getYear());
            assertThat(officer.get("/officer/queue").text()).contains("+10 điểm ở Đọc", "đạt Thử " + year);
            assertThat(verify(officer, second).text()).contains("Nguyễn Văn Á vừa đạt Thử");
        }
    }
}
