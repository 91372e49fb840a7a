package vn.hoctap.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Text;

/**
 * What the pages say in one language, with numbers and dates written as its readers expect them. Vietnamese is the
 * first language; whatever is asked for and is not English is Vietnamese. Immutable, safe for use from any thread.
 */
public final class Words {
    /** The clock on the wall of the people who read the pages. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    public static final Words VIETNAMESE = new Words(Locale.of("vi", "VN"));
    public static final Words ENGLISH = new Words(Locale.of("en", "GB"));

    private static final int DECIMALS = 2;
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Locale locale;
    private final Properties texts = new Properties();
    private final DateTimeFormatter day = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private final DateTimeFormatter minute = DateTimeFormatter.ofPattern("HH:mm dd/MM/uuuu");

    private Words(Locale locale) {
        this.locale = locale;
        String file = "/i18n/messages_" + locale.getLanguage() + ".properties";
        try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream(file), file)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Words of(String language) {
        return language.equals("en") ? ENGLISH : VIETNAMESE;
    }

    /** {@code vi} or {@code en}. */
    public String language() {
        return locale.getLanguage();
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /**
     * The text with {@code {0}}, {@code {1}} … replaced; numbers and dates are written in this language.
     *
     * @throws IllegalArgumentException when there is no such text
     */
    public String get(String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text " + key + " in " + language());
        }
        return PLACE.matcher(text).replaceAll(place -> {
            int index = Integer.parseInt(place.group(1));
            return Matcher.quoteReplacement(index < arguments.length ? written(arguments[index]) : place.group());
        });
    }

    /** What comes after the prefix in the keys of all texts that begin with it, in alphabetical order. */
    public List<String> after(String prefix) {
        return texts.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    /** The text for a word from outside ({@code "group." + slug}), or the word itself where nobody translated it. */
    public String orElse(String key, String otherwise) {
        return texts.getProperty(key, otherwise);
    }

    public String in(Text text) {
        return text.in(language());
    }

    /** At most two decimals, rounded half up: {@code 12,5} in Vietnamese. */
    public String number(Rational value) {
        return number(value.toDecimal(DECIMALS));
    }

    public String number(long value) {
        return number(BigDecimal.valueOf(value));
    }

    private String number(BigDecimal value) {
        DecimalFormat format = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(locale));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    public String date(Instant moment) {
        return date(LocalDate.ofInstant(moment, ZONE));
    }

    /** The day and the time on the wall. */
    public String moment(Instant moment) {
        return minute.format(moment.atZone(ZONE));
    }

    public String date(LocalDate date) {
        return day.format(date);
    }

    private String written(Object argument) {
        return switch (argument) {
            case Rational number -> number(number);
            case Long number -> number(number);
            case Integer number -> number(number);
            case Instant moment -> date(moment);
            case LocalDate date -> date(date);
            case Text text -> in(text);
            default -> argument.toString();
        };
    }
}
