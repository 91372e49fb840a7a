package vn.hoctap.server.editor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A condition as the form shows it: a number that is asked for, of the whole, of every indicator or of one.
 *
 * @param indicator empty unless it is about one
 * @param number a number or the name of a parameter with {@code parameter.} before it
 */
record Asking(Kind kind, String indicator, String number) {
    enum Kind {
        TOTAL("total >= %2$s"),
        EACH("indicators.all(i, i.points >= %2$s)"),
        ONE("indicator[\"%1$s\"].points >= %2$s");

        private final String form;

        Kind(String form) {
            this.form = form;
        }

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String slug) {
            return Stream.of(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
        }
    }

    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?|parameter\\.[A-Za-z][A-Za-z0-9]*)";
    private static final Pattern TOTAL = Pattern.compile("\\s*total\\s*>=\\s*" + NUMBER + "\\s*");
    private static final Pattern EACH =
            Pattern.compile("\\s*indicators\\.all\\(\\s*i\\s*,\\s*i\\.points\\s*>=\\s*" + NUMBER + "\\s*\\)\\s*");
    private static final Pattern ONE =
            Pattern.compile("\\s*indicator\\[[\"']([a-z0-9-]+)[\"']]\\.points\\s*>=\\s*" + NUMBER + "\\s*");

    /** Empty: it asks for something that the form has no words for. */
    static Optional<Asking> of(String test) {
        Matcher total = TOTAL.matcher(test);
        if (total.matches()) {
            return Optional.of(new Asking(Kind.TOTAL, "", total.group(1)));
        }
        Matcher each = EACH.matcher(test);
        if (each.matches()) {
            return Optional.of(new Asking(Kind.EACH, "", each.group(1)));
        }
        Matcher one = ONE.matcher(test);
        return one.matches() ? Optional.of(new Asking(Kind.ONE, one.group(1), one.group(2))) : Optional.empty();
    }

    Asking asking(String other) {
        return new Asking(kind, indicator, other);
    }

    Asking about(String other) {
        return new Asking(kind, other, number);
    }

    String test() {
        return kind.form.formatted(indicator, number);
    }
}
