package vn.hoctap.server.learner;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.evidence.Question;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.title.TitleView;
import vn.hoctap.server.title.TitleViews;
import vn.hoctap.server.title.WonView;

/** Puts a person's record into words for the page that asks, with what the last action did. */
public final class RecordViews {
    private static final int RECENT = 30;

    private final Words words;
    private final Person person;
    private final PersonRecord record;
    private final TitleViews titles;
    private final MultiMap query;

    /** @param query of the page: {@code said}, {@code won} and {@code open} */
    public RecordViews(Words words, Person person, PersonRecord record, TitleViews titles, MultiMap query) {
        this.words = words;
        this.person = person;
        this.record = record;
        this.titles = titles;
        this.query = query;
    }

    public @Nullable String said() {
        String key = "said." + query.get("said");
        return words.has(key) ? words.get(key) : null;
    }

    /** The title that the last action earned, if it is the person's. */
    public @Nullable WonView won(String who) {
        String serial = query.get("won");
        return record.titles().stream()
                .filter(title -> title.serial().equals(serial))
                .map(title -> titles.won(title, who, person.rights().own()))
                .findFirst()
                .orElse(null);
    }

    public List<StandingView> standings() {
        return new StandingViews(words, person.rights(), record, query.get("open")).of(record.judgements());
    }

    public List<TitleView> titles() {
        return record.titles().stream().map(titles::of).toList();
    }

    public List<ActivityView> activities() {
        Map<String, String> asked =
                record.asked().stream().collect(Collectors.toMap(Question::fact, Question::text, (one, other) -> one));
        return new ActivityViews(words, person.rights(), person.base(), asked)
                .of(record.activities().values().stream()
                        .filter(activity -> activity.year() == record.cycle())
                        .limit(RECENT)
                        .toList());
    }
}
