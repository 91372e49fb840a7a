package vn.hoctap.engine.example;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.hoctap.engine.criteria.CriteriaError;

/** What is wrong with a file of examples. */
final class Mistakes {
    private final String file;
    private final List<CriteriaError> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(int line, String path, String message, String remedy) {
        found.add(new CriteriaError(file, line, path, message, remedy));
    }

    /** Each once, by line: what is wrong with the year is wrong in every case. */
    List<CriteriaError> all() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(CriteriaError::line))
                .toList();
    }
}
