package vn.hoctap.server.plugin;

import java.util.List;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaSource;

/** A kind of data that plugins bring and another concept understands. Called while plugins load, on one thread. */
public interface PluginContent {

    /** The folder inside the jar, for instance {@code mappings}. */
    String folder();

    /** Everything that is wrong with a plugin's files; a plugin with any fault is refused. */
    List<CriteriaError> faults(List<CriteriaSource> files);
}
