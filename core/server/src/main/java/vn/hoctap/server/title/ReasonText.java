package vn.hoctap.server.title;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision.Share;
import vn.hoctap.server.title.Reason.ConditionsLost;
import vn.hoctap.server.title.Reason.Lapsed;
import vn.hoctap.server.title.Reason.Lost;
import vn.hoctap.server.title.Reason.Replaced;
import vn.hoctap.server.title.Reason.Stated;
import vn.hoctap.server.title.Reason.Undone;
import vn.hoctap.server.title.Reason.Unjudged;

/** The plain English sentences in which reasons are stored, and the way back from a sentence to the reason. */
final class ReasonText {
    private static final String CONDITIONS = "The conditions are not met any more.";
    private static final String UNJUDGED = "No criteria set judges the subject for this title and cycle any more.";
    private static final String LAPSED = "Its validity has ended.";
    private static final String UNDONE = "The change of rules that had given it was undone.";
    private static final Pattern REPLACED = Pattern.compile("Superseded by (\\S+)\\.");

    /** As {@link Rational#toString} writes it. */
    private static final String NUMBER = "(-?\\d{1,100}(?:\\.\\d{1,100}|/[1-9]\\d{0,99})?)";

    /** A note may hold anything, so it ends only where the sentence does. */
    private static final Pattern LOST = Pattern.compile(
            "\\G ?The condition (\\S+) is not met any more(?:: " + NUMBER
                    + "(?: \\((\\d{1,18})/(\\d{1,18})\\))?)?(?:, needed " + NUMBER
                    + ")?(?: \\((.+?)\\))?\\.(?= The condition |\\z)",
            Pattern.DOTALL);

    private ReasonText() {}

    static String of(Reason reason) {
        return switch (reason) {
            case ConditionsLost lost -> sentences(lost.conditions());
            case Unjudged unjudged -> UNJUDGED;
            case Replaced replaced -> "Superseded by " + replaced.serial() + ".";
            case Lapsed lapsed -> LAPSED;
            case Undone undone -> UNDONE;
            case Stated stated -> stated.text();
        };
    }

    private static String sentences(List<Lost> conditions) {
        return conditions.isEmpty()
                ? CONDITIONS
                : conditions.stream().map(ReasonText::sentence).collect(Collectors.joining(" "));
    }

    private static String sentence(Lost condition) {
        String found = condition.actual().map(actual -> ": " + actual).orElse("")
                + condition
                        .share()
                        .map(share -> " (%d/%d)".formatted(share.numerator(), share.denominator()))
                        .orElse("");
        String needed = condition.needed().map(need -> ", needed " + need).orElse("");
        String note = condition.note().isEmpty() ? "" : " (" + condition.note() + ")";
        return "The condition %s is not met any more%s%s%s.".formatted(condition.id(), found, needed, note);
    }

    /** A text that none of the rules' sentences explains is taken as it stands. */
    static Reason parse(String text) {
        Matcher replaced = REPLACED.matcher(text);
        if (replaced.matches()) {
            return new Replaced(replaced.group(1));
        }
        return switch (text) {
            case CONDITIONS -> new ConditionsLost(List.of());
            case UNJUDGED -> new Unjudged();
            case LAPSED -> new Lapsed();
            case UNDONE -> new Undone();
            default -> lost(text);
        };
    }

    private static Reason lost(String text) {
        List<Lost> conditions = new ArrayList<>();
        Matcher sentence = LOST.matcher(text);
        int end = 0;
        while (sentence.find()) {
            conditions.add(new Lost(
                    Objects.requireNonNull(sentence.group(1)),
                    number(sentence.group(2)),
                    Optional.ofNullable(sentence.group(3))
                            .map(numerator -> new Share(Long.parseLong(numerator), Long.parseLong(sentence.group(4)))),
                    number(sentence.group(5)),
                    Objects.requireNonNullElse(sentence.group(6), "")));
            end = sentence.end();
        }
        return conditions.isEmpty() || end < text.length() ? new Stated(text) : new ConditionsLost(conditions);
    }

    private static Optional<Rational> number(@Nullable String text) {
        return Optional.ofNullable(text).map(Rational::parse);
    }
}
