package vn.hoctap.server.exchange;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What the API says of single bodies, in the texts of imports where there is one: most who import read no English. */
final class Said {
    private record Known(Pattern sentence, String code) {}

    private static final List<Known> KNOWN = List.of(
            known("There is no subject (.+?)(?:; enter .*)?\\.?", "nobody"),
            known("You may (?:not record|record|not assess) .*|Only an officer for .*", "scope"),
            known("Only an officer or a learning system .*", "status"),
            known("There is no (?:organisational )?unit (.+?)\\.?", "unit"),
            known("endedAt lies more than a day ahead.*|birthDate lies in the future.*", "future"),
            known("startedAt lies after endedAt.*|to must be later than from.*", "order"),
            known("The indicator gives at most (.+) points\\.", "most"),
            known("This cycle has not begun.*", "cycle"),
            known("An earlier row gives points .*", "points"),
            known("Must have a minimum value of (.+)\\.|.+ must be a number, (0) or more\\.", "least"),
            known("Must have a maximum value of (.+)\\.", "greatest"),
            known("(?:.+ must be|Must be) a text of 1 to (.+) characters\\.", "long"),
            known(".+ must be a date and time with an offset.*", "year"),
            known("Must be written as \\^mailto.*", "mail"),
            known("A family takes citizens.*", "collective"),
            known("(.+) is this unit itself or below it\\.", "below"),
            known(".+ cannot be changed\\.", "fixed"));

    private Said() {}

    private static Known known(String sentence, String code) {
        return new Known(Pattern.compile(sentence), code);
    }

    static Fault of(String column, String sentence) {
        return KNOWN.stream()
                .flatMap(known -> fault(column, sentence, known).stream())
                .findFirst()
                .orElseGet(() -> Fault.said(column, sentence));
    }

    private static Optional<Fault> fault(String column, String sentence, Known known) {
        Matcher matcher = known.sentence().matcher(sentence);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Object[] names = IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .filter(Objects::nonNull)
                .toArray();
        return Optional.of(Fault.of(column, known.code(), names));
    }
}
