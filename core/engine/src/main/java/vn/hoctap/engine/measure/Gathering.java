package vn.hoctap.engine.measure;

import java.util.function.Supplier;

/** A plugin's measure whose host prefers many calls at once to many calls. */
public interface Gathering {

    /** Does the work, which calls measures of plugins, and returns what it returns or throws what it throws. */
    <T> T together(Supplier<T> work);
}
