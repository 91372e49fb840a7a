package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.Sizes;
import com.microsoft.playwright.options.ViewportSize;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One person at one browser. Whatever a browser complains about while he is there, of scripts, of the content security
 * policy or of requests that leave the server, is a fault that {@link #close} reports.
 */
final class Visit implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Hoctap server;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    private Visit(Hoctap server, BrowserContext context) {
        this.server = server;
        this.context = context;
        context.setDefaultTimeout(15_000);
        context.onRequest(this::note);
        context.onRequestFailed(request -> {
            if (!isStream(request)) {
                complain("failed", request.url());
            }
        });
        context.onWebError(error -> complain("script", error.error()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complain("console", message.text());
            }
        });
        this.page = context.newPage();
    }

    static Visit onPhone(Chromium chromium, Hoctap server) {
        return of(chromium.browser(), server, phone());
    }

    static Visit onDesktop(Chromium chromium, Hoctap server) {
        return of(chromium.browser(), server, desktop());
    }

    static Visit of(Browser browser, Hoctap server, NewContextOptions options) {
        return new Visit(server, browser.newContext(options.setLocale("vi-VN").setTimezoneId("Asia/Ho_Chi_Minh")));
    }

    static NewContextOptions phone() {
        return new NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
    }

    static NewContextOptions desktop() {
        return new NewContextOptions().setViewportSize(1280, 900);
    }

    /** The events of a page last as long as the page, and break off with it. */
    private static boolean isStream(Request request) {
        return "/api/v1/events".equals(URI.create(request.url()).getPath());
    }

    private void note(Request request) {
        if (!isStream(request)) {
            requests.add(request);
        }
        URI uri = URI.create(request.url());
        if (!"data".equals(uri.getScheme()) && uri.getPort() != server.port()) {
            complain("leaves the server", request.url());
        }
    }

    private void complain(String what, String detail) {
        complaints.add(what + ": " + detail);
    }

    Page page() {
        return page;
    }

    Visit open(String path) {
        page.navigate(server.at(path).toString());
        page.waitForLoadState(LoadState.LOAD);
        return this;
    }

    Visit signIn(String persona) {
        open("/");
        page.locator("form[action$='/sign-in/" + persona + "'] button").click();
        page.waitForLoadState(LoadState.LOAD);
        return this;
    }

    Visit colours(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        return this;
    }

    /** Keeps a picture of the whole page, for people to look at. */
    Visit picture(String name) {
        page.evaluate("document.fonts.ready.then(() => true)");
        ViewportSize window = page.viewportSize();
        // A window as high as the page: what sticks to the window's edge covers nothing then.
        int height = (int) page.evaluate("document.documentElement.scrollHeight");
        page.setViewportSize(window.width, Math.max(window.height, height));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
        page.setViewportSize(window.width, window.height);
        return this;
    }

    /** Nothing must be scrolled sideways to be read. */
    Visit fits() {
        Object wider = page.evaluate("""
                () => [...document.querySelectorAll('body *')]
                  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                  .map(e => e.tagName + '.' + e.className)""");
        Object scrolls = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
        assertThat(scrolls)
                .as("%s scrolls sideways, because of %s", page.url(), wider)
                .isEqualTo(false);
        return this;
    }

    /** All bytes that came over the wire so far, with headers. */
    long bytes() {
        return requests.stream().map(Request::sizes).mapToLong(Visit::received).sum();
    }

    private static long received(Sizes sizes) {
        return (long) sizes.responseBodySize + sizes.responseHeadersSize;
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }
}
