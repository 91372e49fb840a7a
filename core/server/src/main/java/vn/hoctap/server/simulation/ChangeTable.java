package vn.hoctap.server.simulation;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.exchange.Column;
import vn.hoctap.server.exchange.Download;
import vn.hoctap.server.exchange.Format;
import vn.hoctap.server.exchange.TableWriter;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.job.Job;
import vn.hoctap.server.simulation.PeopleByKey.Person;
import vn.hoctap.server.simulation.TitleChanges.Place;
import vn.hoctap.server.title.Grounds;

/** All changes of a simulation or batch as a table that is written as it is sent. */
record ChangeTable(Sql sql, PeopleByKey people, Function<String, Optional<CriteriaSet>> sets) {
    private static final int PAGE = 500;
    private static final List<Column> COLUMNS = Stream.concat(
                    Stream.of("subject", "name", "unit", "group", "title", "set", "version")
                            .map(name -> Column.of(name, Column.Type.TEXT)),
                    Stream.of(
                            Column.of("cycle", Column.Type.NUMBER),
                            Column.of("change", Column.Type.TEXT),
                            Column.of("levelBefore", Column.Type.TEXT),
                            Column.of("levelAfter", Column.Type.TEXT),
                            Column.of("why", Column.Type.TEXT)))
            .toList();

    void send(RoutingContext context, Job job, Format format, Words words) {
        Audit.write(
                sql,
                Act.of(Caller.of(context).name(), Deed.EXPORTED)
                        .on(job.id().toString())
                        .noting(format.slug()));
        Download.send(context, format, job.kind() + "-" + job.id(), out -> write(job, format, words, out));
    }

    private void write(Job job, Format format, Words words, OutputStream out) throws IOException {
        TitleChanges changes = new TitleChanges(sql);
        try (TableWriter writer = TableWriter.of(format, out, COLUMNS)) {
            List<TitleChange> page = changes.page(job.id(), null, null, null, PAGE);
            while (!page.isEmpty()) {
                Map<Long, Person> known = people.of(page);
                for (TitleChange change : page) {
                    writer.row(cells(change, known.get(change.subject()), words));
                }
                Place last = changes.last(page).orElseThrow();
                page = changes.page(job.id(), null, null, last, PAGE);
            }
        }
    }

    private List<@Nullable Object> cells(TitleChange change, @Nullable Person person, Words words) {
        String why = change.why();
        return Arrays.asList(
                person == null ? null : person.id(),
                person == null ? null : person.name(),
                change.unit(),
                change.group(),
                change.title(),
                change.set(),
                change.version(),
                BigDecimal.valueOf(change.cycle()),
                words.get("simulation.fate." + change.fate()),
                change.levelBefore(),
                change.levelAfter(),
                why == null ? null : Grounds.in(words, sets.apply(change.set()), why));
    }
}
