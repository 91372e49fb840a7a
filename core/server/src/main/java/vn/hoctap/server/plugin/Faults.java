package vn.hoctap.server.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vn.hoctap.engine.criteria.CriteriaError;

/** The faults found in one plugin, in the order of finding; at most {@value PluginLimits#FAULTS}. */
final class Faults {
    static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final List<CriteriaError> found = new ArrayList<>();

    /** A fault of a whole file. */
    void add(String file, String message, String remedy) {
        add(new CriteriaError(file, 1, "", message, remedy));
    }

    void add(CriteriaError fault) {
        if (found.size() < PluginLimits.FAULTS) {
            found.add(fault);
        }
    }

    void addAll(Collection<CriteriaError> faults) {
        faults.forEach(this::add);
    }

    boolean none() {
        return found.isEmpty();
    }

    List<CriteriaError> list() {
        return List.copyOf(found);
    }
}
