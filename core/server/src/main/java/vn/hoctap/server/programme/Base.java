package vn.hoctap.server.programme;

import java.util.Locale;

/** Of which holders “of whom” speaks: the sources can be read either way. */
enum Base {
    HOLDERS,
    HOLDERS_DIGITAL;

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
