package vn.hoctap.server.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A learner with a real browser and a real Keycloak: he signs in, logs what he learned, and signs out. */
class KeycloakBrowserIT {
    private static final Path PICTURES = Path.of("target", "screenshots");

    private static Playwright playwright;
    private static Browser browser;
    private static RealmServer server;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        Optional<Path> program = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(KeycloakBrowserIT::onPath)
                .findFirst();
        if (program.isEmpty() && "1".equals(System.getenv("HOCTAP_BROWSER_REQUIRED"))) {
            fail("No chromium is on the PATH, and HOCTAP_BROWSER_REQUIRED=1 demands one.");
        }
        assumeTrue(program.isPresent(), "No chromium is on the PATH: the journey is left out.");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program.orElseThrow())
                        // Root may not use the sandbox, and containers have little shared memory.
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=vi")));
        server = RealmServer.start();
    }

    private static Stream<Path> onPath(String name) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    @AfterAll
    static void stop() {
        Stream.of(browser, playwright, server).forEach(open -> {
            try {
                if (open != null) {
                    open.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void a_learner_signs_in_logs_learning_and_signs_out() {
        try (BrowserContext phone = context(new NewContextOptions().setViewportSize(360, 780))) {
            Page page = phone.newPage();
            page.navigate(server.at("/").toString());
            picture(page, "phone-signin-welcome");
            page.getByRole(AriaRole.LINK, named("Đăng nhập")).click();
            page.locator("#username").fill("hocvien");
            page.locator("#password").fill(TestRealm.PASSWORD);
            page.locator("#kc-login").click();
            assertThat(page.locator("h1")).containsText("Chào");
            picture(page, "phone-signin-me");

            log(page, "Kỹ thuật trồng lúa sạch");

            page.getByRole(AriaRole.BUTTON, named("Thoát")).click();
            assertThat(page.getByRole(AriaRole.LINK, named("Đăng nhập"))).isVisible();
            page.navigate(server.at("/me").toString());
            assertThat(page.getByRole(AriaRole.LINK, named("Đăng nhập"))).isVisible();
            page.navigate(server.at("/sign-in?to=/me").toString());
            assertThat(page.locator("#password")).isVisible();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void who_cannot_be_let_in_is_told_why_and_what_to_do() {
        try (BrowserContext desktop = context(new NewContextOptions().setViewportSize(1280, 900))) {
            Page page = desktop.newPage();
            page.navigate(server.at("/").toString());
            picture(page, "desktop-signin-welcome");
            page.navigate(server.at("/sign-in/callback?code=x&state=y").toString());
            assertThat(page.locator("h1")).containsText("Chưa đăng nhập được");
            assertThat(page.getByRole(AriaRole.LINK, named("Đăng nhập lại"))).hasAttribute("href", "/sign-in");
            picture(page, "desktop-signin-refused");
        }
    }

    @Test
    void an_officer_finds_somebody_as_he_types_and_no_address_names_him() {
        List<String> addresses = new CopyOnWriteArrayList<>();
        try (BrowserContext desktop = context(new NewContextOptions().setViewportSize(1280, 900))) {
            Page page = desktop.newPage();
            page.onRequest(request -> addresses.add(request.url()));
            page.navigate(server.at("/officer?cycle=2026").toString());
            page.getByRole(AriaRole.LINK, named("Đăng nhập")).click();
            page.locator("#username").fill("canbo");
            page.locator("#password").fill(TestRealm.PASSWORD);
            page.locator("#kc-login").click();
            page.waitForURL(server.at("/officer?cycle=2026").toString());

            page.locator("#q").pressSequentially("nguyen van");
            page.waitForURL(Pattern.compile("/officer\\?.*find="));
            assertThat(page.locator("#people .name")).hasText("Nguyễn Văn Á");
            page.reload();
            assertThat(page.locator("#q")).hasValue("nguyen van");
            assertThat(page.locator("#people .name")).hasCount(1);
            page.locator("#q").fill("khong co ai");
            assertThat(page.locator("#people")).containsText("Không tìm thấy ai.");
        }
        assertThat(addresses).isNotEmpty().noneMatch(address -> address.matches(".*(nguyen|khong).*"));
        assertThat(complaints).isEmpty();
    }

    private static void log(Page page, String title) {
        page.navigate(server.at("/me/log").toString());
        page.locator("input[name=type][value=course]").check(new Locator.CheckOptions().setForce(true));
        page.locator("#title").fill(title);
        page.locator("#hours").fill("4");
        page.getByRole(AriaRole.BUTTON, named("Lưu hoạt động")).click();
        assertThat(page.locator("h1")).containsText("Đã ghi");
        page.navigate(server.at("/me").toString());
        assertThat(page.locator("#activities li", new Page.LocatorOptions().setHasText(title)))
                .isVisible();
    }

    private BrowserContext context(NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setLocale("vi-VN"));
        context.setDefaultTimeout(20_000);
        context.onConsoleMessage(message -> {
            // What Keycloak's own pages say is not ours.
            if (message.type().equals("error")
                    && message.location().startsWith(server.at("/").toString())) {
                complaints.add(message.text());
            }
        });
        return context;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
