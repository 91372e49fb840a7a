package vn.hoctap.server.programme;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.server.exchange.Column;
import vn.hoctap.server.exchange.Download;
import vn.hoctap.server.exchange.Format;
import vn.hoctap.server.exchange.TableWriter;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.programme.Dashboard.Below;
import vn.hoctap.server.programme.Dashboard.OfProgramme;
import vn.hoctap.server.programme.Dashboard.OfTarget;
import vn.hoctap.server.programme.Dashboard.OfTitle;

/**
 * A dashboard as one table: a row for each target and year, for each set, and for each unit right below with its share of
 * the first target of people.
 */
record DashboardTable(Dashboard dashboard, Dashboards dashboards) {
    private static final int DECIMALS = 4;
    private static final List<Column> COLUMNS = Stream.concat(
                    Stream.of(
                                    "orgUnit",
                                    "name",
                                    "kind",
                                    "programme",
                                    "metric",
                                    "segment",
                                    "base",
                                    "level",
                                    "title",
                                    "set")
                            .map(name -> Column.of(name, Column.Type.TEXT)),
                    Stream.of(
                                    "cycle",
                                    "year",
                                    "target",
                                    "numerator",
                                    "denominator",
                                    "share",
                                    "needed",
                                    "registered",
                                    "evaluated",
                                    "achieved")
                            .map(name -> Column.of(name, Column.Type.NUMBER)))
            .toList();

    void send(RoutingContext context, Format format) {
        String name = "dashboard-" + (dashboard.unit().isEmpty() ? "all" : dashboard.unit()) + "-" + dashboard.cycle();
        Download.send(context, format, name.replaceAll("[^A-Za-z0-9._-]", "_"), out -> write(format, out));
    }

    private void write(Format format, OutputStream out) throws IOException {
        try (TableWriter writer = TableWriter.of(format, out, COLUMNS)) {
            for (OfProgramme programme : dashboard.programmes()) {
                for (OfTarget target : programme.targets()) {
                    for (int year : target.target().by().keySet()) {
                        writer.row(target(programme, target, year));
                    }
                }
            }
            for (OfTitle title : dashboard.titles()) {
                writer.row(title(title));
            }
            for (Below below : dashboard.below()) {
                writer.row(below(below));
            }
        }
    }

    private List<@Nullable Object> target(OfProgramme programme, OfTarget of, int year) {
        Aim aim = of.target().aim();
        return Arrays.asList(
                dashboard.unit(),
                unit().map(OrgUnit::name).orElse(null),
                unit().map(one -> one.kind().slug()).orElse(null),
                programme.programme().id(),
                aim.metric().slug(),
                aim.segment() == null ? null : aim.segment().slug(),
                aim.base() == null ? null : aim.base().slug(),
                aim.levels().stream().map(level -> level.slug()).collect(Collectors.joining("|")),
                aim.title(),
                null,
                number(dashboard.cycle()),
                number(year),
                decimal(of.by(year)),
                number(of.share().numerator()),
                number(of.share().denominator()),
                of.share().percent().map(DashboardTable::decimal).orElse(null),
                number(of.share().needed(of.by(year))),
                null,
                null,
                null);
    }

    private List<@Nullable Object> title(OfTitle of) {
        return Arrays.asList(
                dashboard.unit(),
                unit().map(OrgUnit::name).orElse(null),
                unit().map(one -> one.kind().slug()).orElse(null),
                null,
                null,
                null,
                null,
                null,
                of.title(),
                of.set(),
                number(dashboard.cycle()),
                null,
                null,
                null,
                null,
                null,
                null,
                number(of.registered()),
                number(of.evaluated()),
                number(of.achieved()));
    }

    private List<@Nullable Object> below(Below of) {
        OfTarget target = of.target().orElse(null);
        Aim aim = target == null ? null : target.target().aim();
        return Arrays.asList(
                of.unit().id(),
                of.unit().name(),
                of.unit().kind().slug(),
                null,
                aim == null ? null : aim.metric().slug(),
                aim == null || aim.segment() == null ? null : aim.segment().slug(),
                null,
                null,
                aim == null ? null : aim.title(),
                null,
                number(dashboard.cycle()),
                target == null ? null : number(target.year(dashboard.cycle())),
                target == null ? null : decimal(target.by(target.year(dashboard.cycle()))),
                target == null ? null : number(target.share().numerator()),
                target == null ? null : number(target.share().denominator()),
                target == null
                        ? null
                        : target.share().percent().map(DashboardTable::decimal).orElse(null),
                number(of.needed(dashboard.cycle())),
                number(of.registered()),
                number(of.evaluated()),
                number(of.achieved()));
    }

    private Optional<OrgUnit> unit() {
        return dashboards.tree().find(dashboard.unit());
    }

    private static BigDecimal number(long value) {
        return BigDecimal.valueOf(value);
    }

    private static BigDecimal decimal(Rational value) {
        return value.toDecimal(DECIMALS).stripTrailingZeros();
    }
}
