package vn.hoctap.engine.criteria;

import java.util.Optional;

/** A file that could be read as YAML, before its base is laid under it. Each is itself, whatever it says. */
final class Draft {
    private final String file;
    private final Part.Mapping own;
    private final Faults faults;

    Draft(String file, Part.Mapping own, Faults faults) {
        this.file = file;
        this.own = own;
        this.faults = faults;
    }

    String file() {
        return file;
    }

    Part.Mapping own() {
        return own;
    }

    Faults faults() {
        return faults;
    }

    Optional<String> id() {
        return own.text("id");
    }

    /** The id of the set that it extends. */
    Optional<String> base() {
        return own.text("extends");
    }

    /** The day from which on it holds, as text, which sorts by time. */
    String from() {
        return own.mapping("effective")
                .flatMap(effective -> effective.text("from"))
                .orElse("");
    }

    /** The part that faults of inheritance are shown at. */
    Part atExtends() {
        return own.get("extends").orElse(own);
    }
}
