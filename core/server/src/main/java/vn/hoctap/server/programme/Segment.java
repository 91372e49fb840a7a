package vn.hoctap.server.programme;

import java.util.Locale;

/** Which people a target is about. */
enum Segment {
    /** Cadres and members of the association: people with the attribute {@code association: true}. */
    ASSOCIATION,
    /** Adults who live in a community, or belong to a family or clan, that holds a title. */
    ADULTS_IN_LEARNING_COLLECTIVES,
    /** The same of those whose group is one of workers. */
    WORKERS_IN_LEARNING_COLLECTIVES,
    /** People who work in an organisation that holds a title. */
    STAFF_IN_LEARNING_UNITS;

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
