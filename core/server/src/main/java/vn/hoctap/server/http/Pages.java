package vn.hoctap.server.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.ConnectionLost;

/**
 * Shows pages: templates in the visitor's language inside the frame that all pages share. Every page works without
 * scripts, so the policy sent along allows no other than ours. Safe for use from any thread.
 */
public final class Pages {
    /** An address on this server; browsers read past tabs and line ends and take a backslash for a slash. */
    private static final String OWN_PAGE = "/(?!/)[\\x21-\\x5b\\x5d-\\x7e]*";

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final String LANGUAGE = "hoctap_language";
    private static final String PLACE = "hoctap.place";
    private static final long MAX_FORM = 64 * 1024;
    private static final long YEAR_IN_SECONDS = 365L * 24 * 3600;

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "vn.hoctap.server.jte");
    private final Assets assets = new Assets();
    private final boolean demo;
    private final BiFunction<RoutingContext, Words, Visitor> visitors;

    /**
     * @param demo a banner says that the data are samples
     * @param visitors who calls, made known before the request comes here
     */
    public Pages(boolean demo, BiFunction<RoutingContext, Words, Visitor> visitors) {
        this.demo = demo;
        this.visitors = visitors;
    }

    /** The files that pages need, the switch of the language, and a page for addresses that nobody knows. */
    public void mount(Router router) {
        assets.mount(router);
        get(router, "/language", this::switchLanguage);
        router.get().last().handler(context -> {
            String accepted = context.request().getHeader("Accept");
            if (accepted != null && accepted.contains("text/html")) {
                guarded(context, unknown -> showError(unknown, 404));
            } else {
                context.next();
            }
        });
    }

    /** Runs before all pages that are mounted after it, and may refuse any of them. */
    public void before(Router router, Handler<RoutingContext> check) {
        router.route().handler(context -> {
            try {
                check.handle(context);
            } catch (Problem problem) {
                refuse(context, problem);
                return;
            }
            context.next();
        });
    }

    public void get(Router router, String path, Handler<RoutingContext> page) {
        router.get(path).handler(context -> guarded(context, page));
    }

    /** A form's target. That the form is on a page of ours was checked when the caller was made known. */
    public void post(Router router, String path, Handler<RoutingContext> action) {
        Bodies.read(router.post(path), MAX_FORM);
        router.post(path).handler(context -> guarded(context, action));
    }

    /** The target of a form with files, which the action receives itself by {@link Uploads}. */
    public void upload(Router router, String path, Handler<RoutingContext> action) {
        router.post(path).handler(context -> guarded(context, action));
    }

    public Words words(RoutingContext context) {
        Cookie cookie = context.request().getCookie(language(context));
        return Words.of(cookie == null ? "vi" : cookie.getValue());
    }

    /** @param title for the browser's tab, already in the visitor's language */
    public void show(RoutingContext context, String template, String title, Object view) {
        show(context, 200, template, title, view);
    }

    public void show(RoutingContext context, int status, String template, String title, Object view) {
        Words words = words(context);
        Frame frame = new Frame(
                words,
                title,
                visitors.apply(context, words),
                demo,
                Objects.requireNonNullElseGet(context.get(PLACE), context::normalizedPath),
                back(context),
                assets);
        StringOutput html = new StringOutput(16 * 1024);
        templates.render(template + ".jte", Map.of("frame", frame, "view", view), html);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html;charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Vary", "Cookie")
                .end(html.toString());
    }

    /** After a form: the browser gets the page anew, so that reloading it sends nothing twice. */
    public static void redirect(RoutingContext context, String to) {
        context.response().setStatusCode(303).putHeader("Location", to).end();
    }

    /** In the menu the page stands under another one than its address says. */
    public static void under(RoutingContext context, String path) {
        context.put(PLACE, path);
    }

    /** When a fragment brings news, the top of the page, where it stands, comes into view. */
    public static void showTop(RoutingContext context) {
        context.response().putHeader("HX-Reswap", "outerHTML show:window:top");
    }

    private void guarded(RoutingContext context, Handler<RoutingContext> page) {
        try {
            page.handle(context);
        } catch (Problem problem) {
            refuse(context, problem);
        } catch (RuntimeException fault) {
            if (ConnectionLost.caused(fault)) {
                LOG.warn("A page found no database: {}", fault.getMessage());
                context.response().putHeader("Retry-After", "1");
                showError(context, 503);
            } else {
                LOG.error("page failed", fault);
                showError(context, 500);
            }
        }
    }

    private void refuse(RoutingContext context, Problem problem) {
        if (problem.status() == 401) {
            redirect(context, "/?to=" + back(context));
        } else {
            showError(context, problem.status());
        }
    }

    /** Where only a fragment was asked for, the whole content gives way to what went wrong. */
    private void showError(RoutingContext context, int status) {
        context.response()
                .putHeader("HX-Retarget", "#main")
                .putHeader("HX-Reselect", "#main")
                .putHeader("HX-Reswap", "outerHTML show:window:top");
        Words words = words(context);
        String key = words.has("error." + status) ? "error." + status : "error.other";
        show(context, status, "error", words.get(key), words.get(key + ".text"));
    }

    private void switchLanguage(RoutingContext context) {
        String back = context.queryParams().get("back");
        context.response()
                .addCookie(Cookie.cookie(
                                language(context),
                                Words.of(String.valueOf(context.queryParams().get("to")))
                                        .language()
                                        .toLowerCase(Locale.ROOT))
                        .setPath("/")
                        .setMaxAge(YEAR_IN_SECONDS)
                        .setHttpOnly(true)
                        .setSecure(Security.isSecure(context))
                        .setSameSite(CookieSameSite.LAX));
        redirect(context, back != null && back.matches(OWN_PAGE) ? back : "/");
    }

    private static String language(RoutingContext context) {
        return Security.isSecure(context) ? "__Host-" + LANGUAGE : LANGUAGE;
    }

    private static String back(RoutingContext context) {
        boolean readable = context.request().method().name().equals("GET");
        return URLEncoder.encode(readable ? context.request().uri() : "/", StandardCharsets.UTF_8);
    }
}
