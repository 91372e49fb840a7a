package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import vn.hoctap.engine.criteria.CriteriaError;

/** What a look at plugins found: errors keep them from being used, warnings do not. */
final class Findings {
    private final List<CriteriaError> errors = new ArrayList<>();
    private final List<CriteriaError> warnings = new ArrayList<>();

    List<CriteriaError> errors() {
        return errors;
    }

    List<CriteriaError> warnings() {
        return warnings;
    }

    boolean sound() {
        return errors.isEmpty();
    }

    /** One line each, errors first. */
    void print(PrintWriter out) {
        errors.stream().distinct().forEach(out::println);
        warnings.stream().distinct().forEach(warning -> out.println("warning: " + warning));
    }
}
