package vn.hoctap.engine.criteria;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vn.hoctap.api.Rational;

/** Values of the kinds that occur all over a criteria document. */
final class Values {
    private Values() {}

    /** One of the words that the schema lists; empty when the key is absent or {@link Form} has refused the word. */
    static <E extends Enum<E>> Optional<E> choice(Part.Mapping holder, String key, Class<E> choices) {
        return holder.text(key)
                .flatMap(word -> Stream.of(choices.getEnumConstants())
                        .filter(choice -> slug(choice).equals(word))
                        .findFirst());
    }

    static String slug(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Rational> number(Part.Mapping holder, String key) {
        return holder.number(key).map(Rational::of);
    }

    /** For a key whose form the schema holds to a whole number of at most four digits. */
    static Optional<Integer> months(Part.Mapping holder, String key) {
        return holder.number(key)
                .filter(number -> number.scale() <= 0 && number.precision() - number.scale() <= 4)
                .map(Number::intValue);
    }

    static Optional<Text> text(Part.Mapping holder, String key, Faults faults) {
        Optional<Text> plain = holder.text(key).map(vi -> new Text(vi, null));
        return plain.or(() -> holder.mapping(key).flatMap(texts -> bilingual(texts, faults)));
    }

    private static Optional<Text> bilingual(Part.Mapping texts, Faults faults) {
        if (texts.get("vi").isEmpty()) {
            faults.add(texts, "The text in Vietnamese is missing.", "Add it, for example {vi: Tự học}.");
        }
        return texts.text("vi").map(vi -> new Text(vi, texts.text("en").orElse(null)));
    }
}
