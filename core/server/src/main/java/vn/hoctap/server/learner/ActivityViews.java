package vn.hoctap.server.learner;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.Activity.State;

/** Puts activities into words. */
public final class ActivityViews {
    private final Words words;
    private final Rights rights;
    private final String base;
    private final Map<String, String> asked;

    /** @param base the address under which what can be done for the person lies */
    public ActivityViews(Words words, Rights rights, String base) {
        this(words, rights, base, Map.of());
    }

    /** @param asked the open questions by the activity's id */
    ActivityViews(Words words, Rights rights, String base, Map<String, String> asked) {
        this.words = words;
        this.rights = rights;
        this.base = base;
        this.asked = Map.copyOf(asked);
    }

    static String href(String base, Activity activity) {
        return base + "/activity?id=" + URLEncoder.encode(activity.id(), StandardCharsets.UTF_8);
    }

    public List<ActivityView> of(Collection<Activity> activities) {
        List<ActivityView> views = new ArrayList<>();
        activities.forEach(activity -> views.add(of(activity, "activity-" + views.size())));
        return views;
    }

    /** @param key for references in the markup, unique in the page */
    public ActivityView of(Activity activity, String key) {
        boolean waiting = activity.state() == State.WAITING;
        boolean mine = rights.own() && !activity.source().trusted();
        boolean open = waiting && asked.containsKey(activity.id());
        return new ActivityView(
                activity.id(),
                key,
                activity.title(),
                detail(words, activity),
                words.get(
                        open
                                ? "activity.asked"
                                : "activity." + activity.state().name().toLowerCase(Locale.ROOT)),
                tone(activity.state()),
                href(base, activity),
                activity.state() == State.REJECTED ? activity.reason() : null,
                waiting ? asked.get(activity.id()) : null,
                rights.verify() && waiting,
                rights.log() && mine && activity.state() != State.WITHDRAWN);
    }

    public static String detail(Words words, Activity activity) {
        List<String> parts = new ArrayList<>();
        parts.add(words.date(activity.endedAt()));
        activity.hours().ifPresent(hours -> parts.add(words.get("hours", hours)));
        parts.add(words.orElse("type." + activity.type(), activity.type()));
        parts.add(words.get("source." + activity.source().slug()));
        return String.join(" · ", parts);
    }

    private static Tone tone(State state) {
        return switch (state) {
            case VERIFIED -> Tone.OK;
            case WAITING -> Tone.WAIT;
            case REJECTED -> Tone.NO;
            case WITHDRAWN -> Tone.STILL;
        };
    }
}
