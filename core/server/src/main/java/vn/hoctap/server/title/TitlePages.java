package vn.hoctap.server.title;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.http.Cycles;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Reach;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;
import vn.hoctap.server.subject.Names;
import vn.hoctap.server.subject.UnitTree;

/** The titles of a year in the reader's part of the tree. */
public final class TitlePages {
    private static final String HERE = "/titles";
    private static final int SHOWN = 25;

    /** $2: the units, null for the whole tree. */
    private static final String WITHIN = """
            from title t join subject s on s.key = t.subject
            where t.cycle = $1 and ($2::text[] is null or s.org_unit = any($2) or t.subject in (
                select subject from stay where unit = any($2) and valid_from <= $3
                    and (valid_to is null or valid_to > $3)))""";

    private record Holder(String id, String name, TitleRecord title) {}

    private final Pages pages;
    private final Sql sql;
    private final Names names;
    private final Supplier<? extends UnitTree> tree;
    private final Function<String, Optional<CriteriaSet>> sets;
    private final InstantSource clock;

    /** @param sets by id */
    public TitlePages(
            Pages pages,
            Sql sql,
            Names names,
            Supplier<? extends UnitTree> tree,
            Function<String, Optional<CriteriaSet>> sets,
            InstantSource clock) {
        this.pages = pages;
        this.sql = sql;
        this.names = names;
        this.tree = tree;
        this.sets = sets;
        this.clock = clock;
    }

    public void mount(Router router) {
        pages.get(router, HERE, this::show);
    }

    private void show(RoutingContext context) {
        Caller caller = Caller.of(context);
        Scope.demandSomewhere(caller, Action.READ);
        Words words = pages.words(context);
        int cycle = Cycles.of(context);
        String @Nullable [] units = units(Scope.reach(caller, Action.READ));
        Optional<OffsetDateTime> after = moment(context.queryParams());
        List<Holder> held =
                list(cycle, units, after.orElse(null), context.queryParams().get("serial"));
        List<Holder> shown = held.subList(0, Math.min(SHOWN, held.size()));
        TitleViews views = new TitleViews(words, sets);
        TitlesView view = new TitlesView(
                words.get("year.kicker", Integer.toString(cycle)),
                words.get("titles.heading", live(cycle, units), Integer.toString(cycle)),
                Cycles.links(HERE, cycle),
                shown.stream().map(holder -> held(words, views, holder)).toList(),
                held.size() > SHOWN ? address(cycle, shown.getLast().title()) : null,
                after.isPresent() ? HERE + "?cycle=" + cycle : null);
        pages.show(context, "title/titles", words.get("nav.titles"), view);
    }

    private List<Holder> list(
            int cycle, String @Nullable [] units, @Nullable OffsetDateTime after, @Nullable String serial) {
        return sql
                .rows(
                        "select s.id, " + Names.columns("s") + ", t." + TitleRows.COLUMNS.replace(", ", ", t.") + " "
                                + WITHIN
                                + " and ($4::timestamptz is null or (t.awarded_at, t.serial) < ($4, $5::text))"
                                + " order by t.awarded_at desc, t.serial desc limit $6",
                        cycle,
                        units,
                        LocalDate.now(Words.ZONE),
                        after,
                        serial,
                        SHOWN + 1)
                .stream()
                .map(this::holder)
                .toList();
    }

    private long live(int cycle, String @Nullable [] units) {
        return sql.first(
                        "select count(*) as n " + WITHIN + " and t.state in ('AWARDED', 'ELIGIBLE', 'RECOGNISED')",
                        cycle,
                        units,
                        LocalDate.now(Words.ZONE))
                .orElseThrow()
                .getLong("n");
    }

    private Holder holder(Row row) {
        String id = row.getString("id");
        return new Holder(id, names.of(row), TitleRows.title(row).shown(id, clock.instant()));
    }

    private static TitlesView.Held held(Words words, TitleViews views, Holder holder) {
        TitleRecord title = holder.title();
        return new TitlesView.Held(
                "/officer/people/" + encoded(holder.id()),
                holder.name(),
                views.name(title),
                views.state(title),
                TitleViews.tone(TitleState.valueOf(title.state())),
                words.date(title.awardedAt()),
                title.validUntil() == null
                        ? words.get("title.unlimited")
                        : words.date(TitleViews.lastDay(title.validUntil())),
                title.serial());
    }

    private String @Nullable [] units(Reach reach) {
        return switch (reach) {
            case Reach.All all -> null;
            case Reach.Under under ->
                under.units().stream()
                        .flatMap(unit -> tree.get().below(unit).stream())
                        .distinct()
                        .toArray(String[]::new);
            case Reach.Own own -> new String[0];
            case Reach.None none -> new String[0];
        };
    }

    private static String address(int cycle, TitleRecord last) {
        return HERE + "?cycle=" + cycle + "&at=" + last.awardedAt() + "&serial=" + encoded(last.serial());
    }

    private static Optional<OffsetDateTime> moment(MultiMap query) {
        String at = query.get("at");
        try {
            return at == null || query.get("serial") == null
                    ? Optional.empty()
                    : Optional.of(Instant.parse(at).atOffset(ZoneOffset.UTC));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
