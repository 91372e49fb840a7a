package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The faults of one file. A fault in an inherited part is shown at {@code extends}, unless the base, which is read
 * together with this file, has the same fault: its author is told there.
 */
final class Faults {
    private static final String EXTENDS = "/extends";

    private final String file;
    private final List<CriteriaError> errors = new ArrayList<>();
    private final List<CriteriaError> warnings = new ArrayList<>();
    private final Set<String> messages = new HashSet<>();
    private final Set<String> doubted = new HashSet<>();
    private final Set<String> known = new HashSet<>();

    Faults(String file) {
        this.file = file;
    }

    void add(Part at, String message, String remedy) {
        add(at, at.origin().line(), message, remedy);
    }

    /** @param line where exactly in the file, for a part of several lines */
    void add(Part at, int line, String message, String remedy) {
        messages.add(message);
        Origin origin = at.origin();
        if (origin.style() != Origin.Style.INHERITED) {
            errors.add(new CriteriaError(file, line, origin.pointer(), message, remedy));
        } else if (!known.contains(message)) {
            String where = "Inherited " + origin.pointer() + ": ";
            errors.add(new CriteriaError(file, line, EXTENDS, where + message, remedy));
        }
    }

    /** For what concerns the file as a whole, or a place in it that is no part of the document. */
    void add(int line, String pointer, String message, String remedy) {
        messages.add(message);
        errors.add(new CriteriaError(file, line, pointer, message, remedy));
    }

    /** What its author hardly meant, although it can be used as it is. */
    void warn(Part at, String message, String remedy) {
        Origin origin = at.origin();
        if (origin.style() != Origin.Style.INHERITED) {
            doubted.add(message);
            warnings.add(new CriteriaError(file, origin.line(), origin.pointer(), message, remedy));
        } else if (!known.contains(message)) {
            doubted.add(message);
            String where = "Inherited " + origin.pointer() + ": ";
            warnings.add(new CriteriaError(file, origin.line(), EXTENDS, where + message, remedy));
        }
    }

    void knownFrom(Faults base) {
        known.addAll(base.messages);
        known.addAll(base.doubted);
        known.addAll(base.known);
    }

    boolean none() {
        return messages.isEmpty();
    }

    List<CriteriaError> errors() {
        return errors;
    }

    List<CriteriaError> warnings() {
        return warnings;
    }
}
