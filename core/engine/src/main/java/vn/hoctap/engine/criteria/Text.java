package vn.hoctap.engine.criteria;

import org.jspecify.annotations.Nullable;

/** A text for people, in Vietnamese and, where somebody translated it, in English. */
public record Text(String vi, @Nullable String en) {

    /** In the language asked for ({@code vi} or {@code en}), or in Vietnamese. */
    public String in(String language) {
        return language.equals("en") && en != null ? en : vi;
    }
}
