package vn.hoctap.distribution;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What learners and officers do in their browsers. */
@ExtendWith(SharedDemo.class)
class BrowserIT {
    private static final int FIRST_PAGE_BYTES = 150_000;
    private static final String FULL = "10 / 10";
    private static final List<String> LEARNERS_PAGES = List.of("/me", "/me/log", "/me/skills");
    private static final List<String> OFFICERS_PAGES =
            List.of("/officer", "/officer/queue", "/titles", "/courses", "/plugins");

    private static Chromium chromium;

    @BeforeAll
    static void a_browser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void a_learner_logs_and_an_officer_appraises_until_the_title_appears(Hoctap hoctap) {
        String course;
        try (Visit learner = Visit.onPhone(chromium, hoctap).signIn("learner")) {
            Page page = learner.page();
            assertThat(page.locator("h1")).containsText("Chào");
            assertThat(page.locator("svg.ring").first()).isVisible();
            learner.fits();

            course = logACourse(page);
            learner.fits().picture("phone-light-logged");

            learner.open("/me");
            Locator logged = page.locator("#activities li", containing(course));
            assertThat(logged).containsText("Chờ xác minh");
            learner.fits();
        }
        try (Visit officer = Visit.onDesktop(chromium, hoctap).signIn("officer")) {
            openTheLearner(officer, hoctap);
            Page page = officer.page();
            page.locator("#activities li", containing(course))
                    .getByRole(AriaRole.BUTTON, named("Xác minh"))
                    .click();
            assertThat(page.locator("#activities li", containing(course))).containsText("Đã xác minh");

            appraiseUntilTheTitleAppears(page);
            officer.picture("desktop-light-won");
        }
        try (Visit learner = Visit.onPhone(chromium, hoctap).signIn("learner")) {
            assertThat(learner.page().locator("h1")).containsText("đạt");
            assertThat(learner.page().locator(".held").first()).containsText("Công dân học tập");
            learner.fits().picture("phone-light-title");
        }
    }

    @Test
    void everybody_can_switch_to_english_and_back(Hoctap hoctap) {
        try (Visit learner = Visit.onPhone(chromium, hoctap).signIn("learner")) {
            Page page = learner.page();
            page.getByRole(AriaRole.LINK, titled("English")).click();
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            assertThat(page.locator("h1")).containsText("Hello");
            assertThat(page.locator("h1")).not().containsText("Chào");
            learner.fits().picture("phone-light-english");

            page.getByRole(AriaRole.LINK, titled("Tiếng Việt")).click();
            assertThat(page.locator("html")).hasAttribute("lang", "vi");
            assertThat(page.locator("h1")).containsText("Chào");
        }
    }

    @Test
    void the_first_page_is_light(Hoctap hoctap) {
        try (Visit learner = Visit.onPhone(chromium, hoctap).signIn("learner")) {
            learner.page().evaluate("document.fonts.ready.then(() => true)");
            assertThat(learner.bytes()).isPositive().isLessThanOrEqualTo(FIRST_PAGE_BYTES);
        }
    }

    @Test
    void every_page_fits_a_phone_and_a_desktop_by_day_and_by_night(Hoctap hoctap) {
        try (Visit phone = Visit.onPhone(chromium, hoctap);
                Visit desktop = Visit.onDesktop(chromium, hoctap)) {
            look(phone, "phone", "welcome", "/");
            look(desktop, "desktop", "welcome", "/");
            lookAt(phone.signIn("learner"), "phone", LEARNERS_PAGES);
            lookAt(desktop.signIn("learner"), "desktop", LEARNERS_PAGES);
        }
        try (Visit phone = Visit.onPhone(chromium, hoctap).signIn("officer");
                Visit desktop = Visit.onDesktop(chromium, hoctap).signIn("officer")) {
            lookAt(phone, "phone", OFFICERS_PAGES);
            lookAt(desktop, "desktop", OFFICERS_PAGES);
            openTheLearner(phone, hoctap);
            openTheLearner(desktop, hoctap);
            look(phone, "phone", "person", null);
            look(desktop, "desktop", "person", null);
        }
    }

    private static void lookAt(Visit visit, String device, List<String> pages) {
        for (String path : pages) {
            look(visit, device, path.substring(1).replace('/', '-'), path);
        }
    }

    private static void look(Visit visit, String device, String name, @Nullable String path) {
        if (path != null) {
            visit.open(path);
        }
        visit.fits().colours(ColorScheme.LIGHT).picture(device + "-light-" + name);
        visit.colours(ColorScheme.DARK).picture(device + "-dark-" + name);
    }

    /** Returns the title of what was logged. */
    private static String logACourse(Page page) {
        page.getByRole(AriaRole.LINK, titled("+ Ghi hoạt động")).click();
        page.locator("input[name=type][value=course]").check(new Locator.CheckOptions().setForce(true));
        page.locator("#title").pressSequentially("tieng anh du");
        Locator suggestion = page.locator("#suggestions button", containing("Tiếng Anh du lịch"));
        String course = suggestion.locator("span").innerText();
        suggestion.click();
        assertThat(page.locator("#title")).hasValue(course);
        assertThat(page.locator("#hours")).hasValue("20");
        page.getByRole(AriaRole.BUTTON, titled("Lưu hoạt động")).click();
        assertThat(page.locator("h1")).containsText("Đã ghi");
        return course;
    }

    private static void openTheLearner(Visit officer, Hoctap hoctap) {
        String subject = Tokens.subject(Api.of(hoctap).token("learner"));
        officer.open("/officer");
        Page page = officer.page();
        page.locator("#q").fill(subject);
        Locator name = page.locator("#people .name");
        assertThat(name).hasCount(1);
        name.click();
        assertThat(page.locator("#standing")).isVisible();
    }

    private static void appraiseUntilTheTitleAppears(Page page) {
        int indicators = page.locator("details.indicator").count();
        assertThat(indicators).isEqualTo(10);
        for (int i = 0; i < indicators && page.locator(".won").count() == 0; i++) {
            appraise(page.locator("details.indicator").nth(i));
        }
        assertThat(page.locator(".won")).containsText("Công dân học tập");
        assertThat(page.locator(".held").first()).containsText("Công dân học tập");
    }

    private static void appraise(Locator indicator) {
        Locator points = indicator.locator("summary .num");
        if (points.innerText().equals(FULL)) {
            return;
        }
        if (indicator.getAttribute("open") == null) {
            indicator.locator("summary").click();
        }
        indicator.locator("input[name=points]").fill("10");
        indicator.getByRole(AriaRole.BUTTON, named("Lưu điểm")).click();
        assertThat(points).hasText(FULL);
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static Page.GetByRoleOptions titled(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
