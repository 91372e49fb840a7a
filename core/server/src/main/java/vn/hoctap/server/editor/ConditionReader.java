package vn.hoctap.server.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.editor.SetForm.Box;
import vn.hoctap.server.editor.SetForm.Option;
import vn.hoctap.server.http.Words;

/** When a title is earned: what the set says, or else what its base says. */
final class ConditionReader {
    private final SetDocument own;
    private final Base base;
    private final Checked checked;
    private final Words words;

    ConditionReader(SetDocument own, Base base, Checked checked, Words words) {
        this.own = own;
        this.base = base;
        this.checked = checked;
        this.words = words;
    }

    List<SetForm.Condition> read() {
        List<SetForm.Condition> conditions = new ArrayList<>();
        if (!own.has("/award")) {
            base.document().ifPresent(document -> each(document, "/award/requires", false, conditions));
        }
        each(own, "/award/requires", true, conditions);
        return conditions;
    }

    private void each(SetDocument document, String list, boolean here, List<SetForm.Condition> found) {
        for (int i = 0; i < document.size(list); i++) {
            found.add(condition(document, list + "/" + i, here));
        }
    }

    private SetForm.Condition condition(SetDocument document, String place, boolean here) {
        String test = document.text(place + "/if");
        Optional<Asking> asking = Asking.of(test);
        @Nullable String wrong = here ? first(checked.wrong(place + "/if"), checked.wrong(place)) : null;
        String sentence = asking.map(base::sentence).orElseGet(() -> {
            String name = base.named(document, place + "/name");
            return name.isEmpty() ? words.get("editor.condition.other") : name;
        });
        Box box = new Box(
                "if@" + place,
                asking.map(Asking::number).orElse(test),
                asking.map(known -> base.value(known.number())).orElse(""),
                wrong);
        return new SetForm.Condition(
                here ? place : null,
                asking.filter(known -> known.kind() == Asking.Kind.ONE && here).isPresent()
                        ? words.get("editor.condition.of")
                        : sentence,
                asking.isPresent(),
                box,
                here ? of(asking) : List.of(),
                wrong);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    /** The indicators to choose from, for a condition about one. */
    private List<Option> of(Optional<Asking> asking) {
        return asking.filter(known -> known.kind() == Asking.Kind.ONE)
                .map(known -> base.indicators().entrySet().stream()
                        .map(indicator -> new Option(
                                indicator.getKey(),
                                indicator.getValue(),
                                indicator.getKey().equals(known.indicator())))
                        .toList())
                .orElse(List.of());
    }
}
