package vn.hoctap.engine.example;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.expression.Holdings;

/** The titles that a table says somebody holds: {@code cong-dan-hoc-tap}, or {@code cong-dong-hoc-tap:muc-1}. */
record HeldTitles(Set<String> titles) implements Holdings {
    static final HeldTitles NOTHING = new HeldTitles(Set.of());

    private static final Pattern TITLE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)?");

    static HeldTitles read(Written list) {
        Set<String> titles = new LinkedHashSet<>();
        for (Written item : list.items()) {
            item.text().ifPresent(text -> {
                if (TITLE.matcher(text).matches()) {
                    titles.add(text);
                } else {
                    item.fault(
                            "“" + text + "” is no title.",
                            "Write its id, with its level where it matters: cong-dan-hoc-tap, cong-dong-hoc-tap:muc-1.");
                }
            });
        }
        return new HeldTitles(titles);
    }

    @Override
    public boolean holds(String title, @Nullable String level) {
        return level == null
                ? titles.stream().anyMatch(held -> held.equals(title) || held.startsWith(title + ":"))
                : titles.contains(title + ":" + level);
    }
}
